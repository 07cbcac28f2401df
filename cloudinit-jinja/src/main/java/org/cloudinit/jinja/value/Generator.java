package org.cloudinit.jinja.value;

import java.util.List;

/** Items that can be walked over once; after that it is empty, as in Python. */
public final class Generator {
    private List<Object> items;

    public Generator(List<Object> items) {
        this.items = List.copyOf(items);
    }

    /** What is left of it. */
    public List<Object> take() {
        List<Object> left = items;
        items = List.of();
        return left;
    }
}
