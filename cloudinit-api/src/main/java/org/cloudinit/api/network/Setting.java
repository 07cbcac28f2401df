package org.cloudinit.api.network;

import java.util.Objects;
import org.cloudinit.api.config.Scalar;

/**
 * One value as the document has it. The scalar keeps its YAML type, since some renderers write
 * {@code 1500} and {@code '1500'} differently.
 *
 * @param value as written, or as the interpretation put it right
 * @param node its place
 */
public record Setting(Scalar value, Node node) {
    public Setting {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(node, "node");
    }

    /** The value as text files have it: Python's {@code str}, so {@code True} for a truth value. */
    public String text() {
        return value.display();
    }

    /** Whether it is the truth value true. */
    public boolean isTrue() {
        return value instanceof Scalar.Bool bool && bool.value();
    }

    /** Python's truth test. */
    public boolean truthy() {
        return value.truthy();
    }
}
