package org.cloudinit.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of a call, evaluated.
 *
 * @param positional in order
 * @param named by name
 */
public record Args(List<Object> positional, Map<String, Object> named) {
    public static final Args NONE = new Args(List.of(), Map.of());

    public Args {
        positional = List.copyOf(positional);
    }

    public static Args of(Object... values) {
        return new Args(List.of(values), Map.of());
    }

    /** These without the first ones. */
    public Args from(int first) {
        return new Args(
                positional.subList(Math.min(first, positional.size()), positional.size()), named);
    }

    /**
     * Gives each parameter its argument.
     *
     * @throws Fault if an argument has no parameter, or a parameter two arguments
     */
    public Bound bind(String... parameters) {
        if (positional.size() > parameters.length) {
            throw Fault.operation(
                    "takes at most "
                            + parameters.length
                            + " arguments, "
                            + positional.size()
                            + " are given");
        }
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < positional.size(); i++) {
            values.put(parameters[i], positional.get(i));
        }
        List<String> known = List.of(parameters);
        for (Map.Entry<String, Object> entry : named.entrySet()) {
            if (!known.contains(entry.getKey())
                    || values.put(entry.getKey(), entry.getValue()) != null) {
                throw Fault.operation("got an unexpected argument '" + entry.getKey() + "'");
            }
        }
        return new Bound(values);
    }

    /** Arguments by their parameters. */
    public record Bound(Map<String, Object> values) {
        public @Nullable Object get(String name) {
            return values.get(name);
        }

        public Object get(String name, Object otherwise) {
            Object value = values.get(name);
            return value == null ? otherwise : value;
        }

        /** One that must be there. */
        public Object need(String name) {
            Object value = values.get(name);
            if (value == null) {
                throw Fault.operation("missing argument '" + name + "'");
            }
            return value;
        }

        /** Whether it is stated, and not as {@code none}. */
        public boolean has(String name) {
            Object value = values.get(name);
            return value != null && value != None.NONE;
        }

        public int integer(String name, int otherwise) {
            return has(name) ? Numbers.index(need(name)) : otherwise;
        }

        public boolean flag(String name, boolean otherwise) {
            Object value = values.get(name);
            return value == null ? otherwise : Types.truthy(value);
        }

        /** A text; another type is a fault. */
        public String text(String name) {
            return Types.text(need(name));
        }
    }

    /** A list of values of any kind, for calls. */
    public static List<Object> list(Object first, List<Object> rest) {
        var all = new ArrayList<Object>(rest.size() + 1);
        all.add(first);
        all.addAll(rest);
        return all;
    }

    /** A count as a value. */
    public static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }
}
