package org.cloudinit.net.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a table row by row. */
final class Tables {
    private final Map<String, Shape> keys = new HashMap<>();
    private final List<List<String>> needed = new ArrayList<>();

    /** A key that may be there. */
    Tables may(String key, Shape shape) {
        keys.put(key, shape);
        return this;
    }

    /** A key that has to be there. */
    Tables must(String key, Shape shape) {
        keys.put(key, shape);
        needed.add(List.of(key));
        return this;
    }

    /** One of these keys has to be there. */
    Tables one(String... oneOf) {
        needed.add(List.of(oneOf));
        return this;
    }

    /** All rows of another table. */
    Tables with(Shape.Table other) {
        keys.putAll(other.keys());
        needed.addAll(other.needed());
        return this;
    }

    /** No other key exists. */
    Shape.Table closed() {
        return new Shape.Table(keys, needed, false);
    }

    /** Other keys are left to others to judge. */
    Shape.Table open() {
        return new Shape.Table(keys, needed, true);
    }
}
