package org.cloudinit.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Python says about values of each type. */
public final class Types {
    private Types() {}

    /** Name of the type: {@code int}. */
    public static String name(Object value) {
        return switch (value) {
            case None _ -> "NoneType";
            case Boolean _ -> "bool";
            case BigInteger _ -> "int";
            case Double _ -> "float";
            case String _ -> "str";
            case Bytes _ -> "bytes";
            case ArrayList<?> _ -> "list";
            case LinkedHashMap<?, ?> _ -> "dict";
            case Tuple _ -> "tuple";
            case NumberRange _ -> "range";
            case DictView view -> view.type();
            case Generator _ -> "generator";
            case Namespace _ -> "Namespace";
            case Undefined _ -> "Undefined";
            default -> "function";
        };
    }

    /** As messages call it: {@code dict object}. */
    static String described(Object value) {
        return value == None.NONE ? "None" : name(value) + " object";
    }

    public static boolean truthy(Object value) {
        return switch (value) {
            case None _ -> false;
            case Undefined _ -> false;
            case Boolean truth -> truth;
            case BigInteger number -> number.signum() != 0;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case Bytes bytes -> bytes.content().length > 0;
            case ArrayList<?> list -> !list.isEmpty();
            case LinkedHashMap<?, ?> dict -> !dict.isEmpty();
            case Tuple tuple -> !tuple.items().isEmpty();
            case NumberRange range -> !range.items().isEmpty();
            case DictView view -> !view.items().isEmpty();
            default -> true;
        };
    }

    public static boolean isIterable(Object value) {
        return switch (value) {
            case String _ -> true;
            case Bytes _ -> true;
            case ArrayList<?> _ -> true;
            case LinkedHashMap<?, ?> _ -> true;
            case Tuple _ -> true;
            case NumberRange _ -> true;
            case DictView _ -> true;
            case Generator _ -> true;
            case Undefined _ -> true;
            default -> false;
        };
    }

    /**
     * The items of a value that can be walked over: of a dict its keys, of a text its characters.
     */
    public static List<Object> items(Object value) {
        return switch (value) {
            case String text -> characters(text);
            case Bytes bytes -> {
                var numbers = new ArrayList<Object>(bytes.content().length);
                for (byte b : bytes.content()) {
                    numbers.add(BigInteger.valueOf(b & 0xff));
                }
                yield numbers;
            }
            case ArrayList<?> list -> new ArrayList<>(list);
            case LinkedHashMap<?, ?> dict -> new ArrayList<>(dict.keySet());
            case Tuple tuple -> tuple.items();
            case NumberRange range -> range.items();
            case DictView view -> view.items();
            case Generator generator -> generator.take();
            case Undefined _ -> List.of();
            default -> throw Fault.operation("'" + name(value) + "' object is not iterable");
        };
    }

    private static List<Object> characters(String text) {
        var characters = new ArrayList<Object>(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = text.offsetByCodePoints(i, 1);
            characters.add(text.substring(i, end));
            i = end;
        }
        return characters;
    }

    /** Python's {@code len}. */
    public static int length(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case Bytes bytes -> bytes.content().length;
            case ArrayList<?> list -> list.size();
            case LinkedHashMap<?, ?> dict -> dict.size();
            case Tuple tuple -> tuple.items().size();
            case NumberRange range -> range.items().size();
            case DictView view -> view.items().size();
            case Undefined _ -> 0;
            default -> throw Fault.operation("object of type '" + name(value) + "' has no len()");
        };
    }

    /** Python's {@code ==}. */
    public static boolean equal(Object a, Object b) {
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.compare(a, b) == 0;
        }
        return switch (a) {
            case ArrayList<?> list -> b instanceof ArrayList<?> other && equalItems(list, other);
            case Tuple tuple ->
                    b instanceof Tuple other && equalItems(tuple.items(), other.items());
            case NumberRange range ->
                    b instanceof NumberRange other && equalItems(range.items(), other.items());
            case LinkedHashMap<?, ?> dict ->
                    b instanceof LinkedHashMap<?, ?> other && equalDicts(dict, other);
            case String text -> text.equals(b);
            case Bytes bytes -> bytes.equals(b);
            case Undefined _ -> b instanceof Undefined;
            default -> a.equals(b);
        };
    }

    private static boolean equalItems(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalDicts(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            Object other = b.get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    /** Python's {@code in}. */
    public static boolean contains(Object container, Object item) {
        if (container instanceof String text) {
            if (!(item instanceof String part)) {
                throw Fault.operation(
                        "'in <string>' requires string as left operand, not " + name(item));
            }
            return text.contains(part);
        }
        if (container instanceof LinkedHashMap<?, ?> dict) {
            return dict.containsKey(key(item));
        }
        if (!isIterable(container)) {
            throw Fault.operation("argument of type '" + name(container) + "' is not iterable");
        }
        for (Object candidate : items(container)) {
            if (equal(candidate, item)) {
                return true;
            }
        }
        return false;
    }

    /** A value as a key of a dict: equal numbers are one key, and what can change is none. */
    public static Object key(Object value) {
        return switch (value) {
            case ArrayList<?> _ -> throw unhashable(value);
            case LinkedHashMap<?, ?> _ -> throw unhashable(value);
            case Boolean truth -> truth;
            case Double number when Numbers.isWhole(number) -> Numbers.truncated(number);
            default -> value;
        };
    }

    private static Fault unhashable(Object value) {
        return Fault.operation("unhashable type: '" + name(value) + "'");
    }

    /** A text; another type is a fault. */
    public static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Undefined undefined -> throw undefined.fault();
            default -> throw Fault.operation("a str is wanted, not " + name(value));
        };
    }

    /** Values as a list that a template can change. */
    public static List<Object> list(List<?> items) {
        return new ArrayList<>(items);
    }
}
