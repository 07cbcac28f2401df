package org.cloudinit.jinja.render;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Budget;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.None;
import org.cloudinit.jinja.value.Order;
import org.cloudinit.jinja.value.Tuple;
import org.cloudinit.jinja.value.Types;

/** The filter {@code tojson}: keys sorted, ASCII only, what means something in HTML escaped. */
final class JsonForm {
    private final Budget budget;
    private final int indent;
    private final StringBuilder out = new StringBuilder();

    JsonForm(Budget budget, Args.Bound args) {
        this.budget = budget;
        this.indent = args.integer("indent", -1);
    }

    String write(Object value) {
        value(value, 1);
        return budget.made(out.toString());
    }

    private void value(Object value, int level) {
        budget.step();
        budget.allocate(8);
        switch (value) {
            case None _ -> out.append("null");
            case Boolean truth -> out.append(truth);
            case BigInteger number -> out.append(number);
            case Double number -> out.append(real(number));
            case String text -> text(text);
            case ArrayList<?> list -> list(list, level);
            case Tuple tuple -> list(tuple.items(), level);
            case LinkedHashMap<?, ?> dict -> dict(dict, level);
            default ->
                    throw Fault.operation(
                            "Object of type " + Types.name(value) + " is not JSON serializable");
        }
    }

    private static String real(Double number) {
        if (number.isNaN() || number.isInfinite()) {
            return number.isNaN() ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }
        return new Scalar.Real(number, Origin.BUILT_IN).display();
    }

    private void list(List<?> items, int level) {
        out.append('[');
        boolean first = true;
        for (Object item : items) {
            separate(first, level);
            value(item, level + 1);
            first = false;
        }
        close(first, level, ']');
    }

    private void dict(Map<?, ?> dict, int level) {
        var sorted = new TreeMap<Object, Object>(Order::compare);
        sorted.putAll(dict);
        out.append('{');
        boolean first = true;
        for (Map.Entry<Object, Object> entry : sorted.entrySet()) {
            separate(first, level);
            text(key(entry.getKey()));
            out.append(": ");
            value(entry.getValue(), level + 1);
            first = false;
        }
        close(first, level, '}');
    }

    private static String key(Object key) {
        return switch (key) {
            case String text -> text;
            case None _ -> "null";
            case Boolean truth -> truth.toString();
            case BigInteger number -> number.toString();
            case Double number -> real(number);
            default ->
                    throw Fault.operation(
                            "keys must be str, int, float, bool or None, not " + Types.name(key));
        };
    }

    private void separate(boolean first, int level) {
        out.append(first ? "" : ",");
        if (indent >= 0) {
            newLine(level);
        } else {
            out.append(first ? "" : " ");
        }
    }

    private void close(boolean empty, int level, char bracket) {
        if (!empty && indent >= 0) {
            newLine(level - 1);
        }
        out.append(bracket);
    }

    private void newLine(int level) {
        budget.allocate((long) indent * level);
        out.append('\n').append(" ".repeat(indent * level));
    }

    private void text(String text) {
        budget.allocate(text.length());
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~' || "<>&'".indexOf(c) >= 0) {
                        String hex = Integer.toHexString(c);
                        out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
