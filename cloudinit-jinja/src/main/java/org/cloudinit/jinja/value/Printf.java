package org.cloudinit.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Python's {@code format % values}. */
public final class Printf {
    private final Budget budget;
    private final Texts texts;

    public Printf(Budget budget, Texts texts) {
        this.budget = budget;
        this.texts = texts;
    }

    /** The text; several values are a tuple, named ones a dict. */
    public String format(String format, Object values) {
        return new Run(format, values).text();
    }

    /** One conversion: {@code %-08.3f}. */
    private record Conversion(String flags, int width, int places, char type) {
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    private final class Run {
        private final String format;
        private final Object all;
        private final List<Object> values;
        private final StringBuilder out = new StringBuilder();
        private int position;
        private int used;

        Run(String format, Object all) {
            this.format = format;
            this.all = all;
            this.values = all instanceof Tuple tuple ? tuple.items() : List.of(all);
        }

        String text() {
            while (position < format.length()) {
                char c = format.charAt(position++);
                if (c != '%') {
                    out.append(c);
                } else if (format.startsWith("%", position)) {
                    position++;
                    out.append('%');
                } else {
                    convert();
                }
            }
            if (used < values.size() && !mayBeLeft()) {
                throw Fault.operation("not all arguments converted during string formatting");
            }
            return budget.made(out.toString());
        }

        /** What has items by key or number may have more of them than the format asks for. */
        private boolean mayBeLeft() {
            return all instanceof LinkedHashMap<?, ?>
                    || all instanceof ArrayList<?>
                    || all instanceof Bytes
                    || all instanceof NumberRange
                    || all instanceof Undefined;
        }

        private void convert() {
            Object named = null;
            if (format.startsWith("(", position)) {
                int end = format.indexOf(')', position);
                if (end < 0) {
                    throw incomplete();
                }
                named = named(format.substring(position + 1, end));
                position = end + 1;
            }
            int flags = position;
            while (position < format.length() && "-+ 0#".indexOf(format.charAt(position)) >= 0) {
                position++;
            }
            String flagText = format.substring(flags, position);
            int width = number();
            int places = -1;
            if (format.startsWith(".", position)) {
                position++;
                places = Math.max(0, number());
            }
            if (position >= format.length()) {
                throw incomplete();
            }
            char type = format.charAt(position++);
            var conversion = new Conversion(flagText, width, places, type);
            out.append(padded(one(conversion, named == null ? next() : named), conversion));
        }

        private Object named(String key) {
            if (!(all instanceof LinkedHashMap<?, ?> dict)) {
                throw Fault.operation("format requires a mapping");
            }
            Object value = dict.get(key);
            if (value == null) {
                throw Fault.operation("the format names a key that is not there");
            }
            return value;
        }

        private Object next() {
            if (used >= values.size()) {
                throw Fault.operation("not enough arguments for format string");
            }
            return values.get(used++);
        }

        /** Digits, or a star that takes a value; -1 where neither is. */
        private int number() {
            if (format.startsWith("*", position)) {
                position++;
                return Numbers.index(next());
            }
            int start = position;
            while (position < format.length() && Character.isDigit(format.charAt(position))) {
                position++;
            }
            if (position - start > 7) {
                throw Fault.bound("a width of more than 7 digits");
            }
            return start == position ? -1 : Integer.parseInt(format.substring(start, position));
        }

        private Fault incomplete() {
            return Fault.operation("incomplete format");
        }
    }

    private String one(Conversion conversion, Object value) {
        return switch (conversion.type()) {
            case 's', 'r', 'a' -> {
                String text = conversion.type() == 's' ? texts.str(value) : texts.repr(value);
                int places = conversion.places();
                yield places >= 0 && places < text.length() ? text.substring(0, places) : text;
            }
            case 'c' ->
                    value instanceof String text ? text : Character.toString(Numbers.index(value));
            case 'd', 'i', 'u', 'x', 'X', 'o' -> signed(conversion, integer(conversion, value));
            case 'e', 'E', 'f', 'F', 'g', 'G' -> real(conversion, value);
            default -> throw Fault.operation("unsupported format character");
        };
    }

    private static String real(Conversion conversion, Object value) {
        if (!Numbers.isNumber(value)) {
            throw wanted("must be real number", value);
        }
        double real = Numbers.real(value);
        int places = conversion.places() < 0 ? 6 : conversion.places();
        String text =
                NumberFormat.real(Math.abs(real), conversion.type(), places, conversion.has('#'));
        return sign(conversion, real < 0) + text;
    }

    private static BigInteger integer(Conversion conversion, Object value) {
        boolean decimal = "diu".indexOf(conversion.type()) >= 0;
        if (decimal && value instanceof Double real) {
            return Numbers.truncated(real);
        }
        if (!Numbers.isInteger(value)) {
            throw wanted(
                    decimal ? "%d format: a real number is required" : "an integer is required",
                    value);
        }
        return Numbers.integer(value);
    }

    private static Fault wanted(String what, Object value) {
        return Fault.operation(what + ", not " + Types.name(value));
    }

    private static String signed(Conversion conversion, BigInteger number) {
        char type = conversion.type() == 'i' || conversion.type() == 'u' ? 'd' : conversion.type();
        String digits =
                NumberFormat.integer(number.abs(), type, type != 'd' && conversion.has('#'));
        String zeros = "0".repeat(Math.max(0, conversion.places() - digits.length()));
        return sign(conversion, number.signum() < 0) + zeros + digits;
    }

    private static String sign(Conversion conversion, boolean negative) {
        return negative ? "-" : conversion.has('+') ? "+" : conversion.has(' ') ? " " : "";
    }

    private String padded(String text, Conversion conversion) {
        int missing = conversion.width() - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        budget.allocate(missing);
        if (conversion.has('-')) {
            return text + " ".repeat(missing);
        }
        if (conversion.has('0') && "srca".indexOf(conversion.type()) < 0) {
            int start =
                    text.startsWith("-") || text.startsWith("+") || text.startsWith(" ") ? 1 : 0;
            return text.substring(0, start) + "0".repeat(missing) + text.substring(start);
        }
        return " ".repeat(missing) + text;
    }
}
