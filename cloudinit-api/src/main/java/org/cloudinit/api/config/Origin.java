package org.cloudinit.api.config;

import java.util.Objects;

/**
 * Where a value was read: a file, device or other named source, and the place in it.
 *
 * @param source path or name of the document, such as {@code /etc/cloud/cloud.cfg}
 * @param line line, counted from 1; 0 when not known
 * @param column column in characters, counted from 1; 0 when not known
 */
public record Origin(String source, int line, int column) {
    /** A value that no document holds: it was computed by the program. */
    public static final Origin BUILT_IN = new Origin("built-in", 0, 0);

    public Origin {
        Objects.requireNonNull(source, "source");
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("negative position in " + source);
        }
    }

    /** The source as a whole, without a position. */
    public static Origin of(String source) {
        return new Origin(source, 0, 0);
    }

    /** Reads as {@code source:line:column}, without the parts that are not known. */
    @Override
    public String toString() {
        if (line == 0) {
            return source;
        }
        return column == 0 ? source + ":" + line : source + ":" + line + ":" + column;
    }
}
