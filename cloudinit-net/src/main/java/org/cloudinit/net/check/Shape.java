package org.cloudinit.net.check;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a value may be. */
sealed interface Shape {
    /** Any value. */
    Shape ANY = new Any();

    /** Any text. */
    Shape TEXT = new Text(Set.of(), Integer.MAX_VALUE);

    /** Any whole number. */
    Shape WHOLE = new Whole(Long.MIN_VALUE, Long.MAX_VALUE);

    /** True or false. */
    Shape FLAG = new Flag();

    /** A list of texts. */
    Shape TEXTS = new Items(TEXT);

    /** Any value. */
    record Any() implements Shape {}

    /**
     * A text.
     *
     * @param words all that it may be; empty where it may be anything
     * @param longest most characters
     */
    record Text(Set<String> words, int longest) implements Shape {
        public Text {
            words = Set.copyOf(words);
        }
    }

    /** A whole number within bounds. */
    record Whole(long least, long most) implements Shape {}

    /** True or false. */
    record Flag() implements Shape {}

    /** Null, which stands for the default. */
    record Nothing() implements Shape {}

    /** A list. */
    record Items(Shape item) implements Shape {}

    /** A mapping whose keys are names that its author chose. */
    record Named(Shape value) implements Shape {}

    /**
     * A mapping whose keys are known.
     *
     * @param keys what may be under each
     * @param needed keys that have to be there; of several in one entry, one of them
     * @param open whether other keys are left to others to judge
     */
    record Table(Map<String, Shape> keys, List<List<String>> needed, boolean open)
            implements Shape {
        public Table {
            keys = Map.copyOf(keys);
            needed = List.copyOf(needed);
        }
    }

    /** A mapping whose {@code type} says which table it is. */
    record ByType(Map<String, Table> tables) implements Shape {
        public ByType {
            tables = Map.copyOf(tables);
        }
    }

    /** One of several, the likeliest first. */
    record Choice(List<Shape> shapes) implements Shape {
        public Choice {
            shapes = List.copyOf(shapes);
        }
    }

    /** A text out of some words. */
    static Shape words(String... words) {
        return new Text(Set.of(words), Integer.MAX_VALUE);
    }

    /** One of several. */
    static Shape either(Shape... shapes) {
        return new Choice(List.of(shapes));
    }

    /** What it may be in words, for messages. */
    static String described(Shape shape) {
        return switch (shape) {
            case Any _ -> "a value";
            case Text _ -> "a text";
            case Whole _ -> "a whole number";
            case Flag _ -> "true or false";
            case Nothing _ -> "null";
            case Items _ -> "a list";
            case Named _, Table _, ByType _ -> "a mapping";
            case Choice choice -> {
                var text = new StringBuilder();
                for (Shape one : choice.shapes()) {
                    text.append(text.isEmpty() ? "" : " or ").append(described(one));
                }
                yield text.toString();
            }
        };
    }
}
