package org.cloudinit.jinja.value;

import java.util.List;

/** A list that does not change. */
public record Tuple(List<Object> items) {
    public Tuple {
        items = List.copyOf(items);
    }

    public static Tuple of(Object... items) {
        return new Tuple(List.of(items));
    }
}
