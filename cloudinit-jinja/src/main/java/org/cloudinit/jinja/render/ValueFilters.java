package org.cloudinit.jinja.render;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Budget;
import org.cloudinit.jinja.value.Conversions;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Members;
import org.cloudinit.jinja.value.None;
import org.cloudinit.jinja.value.Numbers;
import org.cloudinit.jinja.value.Printf;
import org.cloudinit.jinja.value.Texts;
import org.cloudinit.jinja.value.Tuple;
import org.cloudinit.jinja.value.Types;
import org.cloudinit.jinja.value.Undefined;
import org.jspecify.annotations.Nullable;

/** Filters of numbers and of single values of any type. */
final class ValueFilters {
    private final Budget budget;
    private final Texts texts;
    private final Members members;

    ValueFilters(Budget budget, Texts texts, Members members) {
        this.budget = budget;
        this.texts = texts;
        this.members = members;
    }

    /** The filtered value; null where the filter is none of these. */
    @Nullable Object apply(String name, Object value, Args args) {
        return switch (name) {
            case "d", "default" -> {
                Args.Bound bound = args.bind("default_value", "boolean");
                boolean missing =
                        value instanceof Undefined
                                || (bound.flag("boolean", false) && !Types.truthy(value));
                yield missing ? bound.get("default_value", "") : value;
            }
            case "attr" -> {
                String attribute = texts.str(args.bind("name").need("name"));
                Object own = members.own(value, attribute);
                yield own == null ? Undefined.of(value, attribute) : own;
            }
            case "int" -> {
                Args.Bound bound = args.bind("default", "base");
                yield Conversions.integer(
                        value, bound.get("default", BigInteger.ZERO), bound.integer("base", 10));
            }
            case "float" -> Conversions.real(value, args.bind("default").get("default", 0.0));
            case "abs" -> absolute(value);
            case "round" -> rounded(value, args.bind("precision", "method"));
            case "filesizeformat" -> size(value, args.bind("binary").flag("binary", false));
            default -> null;
        };
    }

    private static Object absolute(Object value) {
        return switch (value) {
            case Double number -> Math.abs(number);
            default -> Numbers.integer(value).abs();
        };
    }

    private static Object rounded(Object value, Args.Bound args) {
        int places = args.integer("precision", 0);
        String method = args.has("method") ? args.text("method") : "common";
        if (value instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (!Numbers.isNumber(value) || Math.abs((long) places) > 400) {
            throw Fault.operation("round wants a number, and not so many places");
        }
        RoundingMode mode =
                switch (method) {
                    case "common" -> RoundingMode.HALF_EVEN;
                    case "ceil" -> RoundingMode.CEILING;
                    case "floor" -> RoundingMode.FLOOR;
                    default -> throw Fault.operation("method must be common, ceil or floor");
                };
        if (method.equals("common")) {
            return value instanceof Double real
                    ? new BigDecimal(real).setScale(places, mode).doubleValue()
                    : new BigDecimal(Numbers.integer(value))
                            .setScale(Math.min(0, places), mode)
                            .toBigInteger();
        }
        double scale = Math.pow(10, places);
        double number = Numbers.real(value) * scale;
        return (mode == RoundingMode.CEILING ? Math.ceil(number) : Math.floor(number)) / scale;
    }

    private Object size(Object value, boolean binary) {
        if (!(Conversions.real(value, None.NONE) instanceof Double bytes)) {
            throw Fault.operation("filesizeformat wants a number");
        }
        double base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return Numbers.truncated(bytes) + " Bytes";
        }
        String prefixes = "kMGTPEZY";
        double unit = base;
        int at = 0;
        while (bytes >= unit * base && at < prefixes.length() - 1) {
            unit *= base;
            at++;
        }
        String prefix = binary && at == 0 ? "K" : String.valueOf(prefixes.charAt(at));
        String number = new Printf(budget, texts).format("%.1f", Tuple.of(bytes / unit));
        return number + " " + prefix + (binary ? "iB" : "B");
    }
}
