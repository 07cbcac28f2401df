package org.cloudinit.schema;

import java.util.Objects;
import org.cloudinit.api.config.Origin;

/**
 * Something that the schema has to say about a document.
 *
 * @param deprecated whether the document is valid here, but the key or value will go
 * @param path keys and positions from the root, joined by dots; empty for the document itself
 * @param message what is wrong, in the original's words; may show the value
 * @param origin the place of the key or list item that is meant
 */
public record Finding(boolean deprecated, String path, String message, Origin origin) {
    public Finding {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(origin, "origin");
    }

    /** {@code path: message}. */
    public String line() {
        return path + ": " + message;
    }

    /** The path and the place, never the message, which may show a secret. */
    @Override
    public String toString() {
        return (deprecated ? "deprecation at " : "error at ") + path + " (" + origin + ")";
    }
}
