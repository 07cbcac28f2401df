package org.cloudinit.jinja.value;

import java.math.BigInteger;

/**
 * What stands behind the colon of a field of {@code str.format}: {@code *>+#010,.3f}.
 *
 * @param fill character that fills the width
 * @param align one of {@code <>^=}, or 0
 * @param sign one of {@code +- }
 * @param prefixed whether {@code 0x} and the like are written
 * @param width least width, or 0
 * @param grouping {@code ,} or {@code _} between groups of digits, or 0
 * @param places precision, or -1
 * @param type the letter at the end, or 0
 */
record FormatSpec(
        int fill,
        char align,
        char sign,
        boolean prefixed,
        int width,
        char grouping,
        int places,
        char type) {
    static FormatSpec parse(String spec) {
        int at = 0;
        int fill = ' ';
        char align = 0;
        int first = spec.isEmpty() ? 0 : Character.charCount(spec.codePointAt(0));
        if (spec.length() > first && first > 0 && isAlign(spec.charAt(first))) {
            fill = spec.codePointAt(0);
            align = spec.charAt(first);
            at = first + 1;
        } else if (!spec.isEmpty() && isAlign(spec.charAt(0))) {
            align = spec.charAt(0);
            at = 1;
        }
        char sign = charAt(spec, at);
        boolean signed = sign == '+' || sign == '-' || sign == ' ';
        at += signed ? 1 : 0;
        boolean prefixed = charAt(spec, at) == '#';
        at += prefixed ? 1 : 0;
        if (charAt(spec, at) == '0') {
            fill = align == 0 ? '0' : fill;
            align = align == 0 ? '=' : align;
            at++;
        }
        int end = digits(spec, at);
        int width = number(spec, at, end);
        char grouping =
                charAt(spec, end) == ',' || charAt(spec, end) == '_' ? charAt(spec, end) : 0;
        at = end + (grouping == 0 ? 0 : 1);
        int places = -1;
        if (charAt(spec, at) == '.') {
            end = digits(spec, at + 1);
            places = number(spec, at + 1, end);
            at = end;
        }
        char type = charAt(spec, at);
        if (at + (type == 0 ? 0 : 1) != spec.length()) {
            throw Fault.operation("Invalid format specifier");
        }
        return new FormatSpec(
                fill, align, signed ? sign : '-', prefixed, width, grouping, places, type);
    }

    private static boolean isAlign(char c) {
        return c == '<' || c == '>' || c == '^' || c == '=';
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int number(String text, int from, int to) {
        if (to - from > 7) {
            throw Fault.bound("a width of more than 7 digits");
        }
        return from == to ? 0 : Integer.parseInt(text.substring(from, to));
    }

    /** A value in this form. */
    String format(Object value, Texts texts, Budget budget) {
        boolean integer = Numbers.isInteger(value);
        boolean asReal = type != 0 && "eEfFgG%".indexOf(type) >= 0;
        if (integer && !asReal) {
            return integer(Numbers.integer(value), budget);
        }
        if (value instanceof Double || (asReal && Numbers.isNumber(value))) {
            return real(Numbers.real(value), texts, budget);
        }
        if (!(value instanceof String text)) {
            throw Fault.operation("unsupported format string passed to " + Types.name(value));
        }
        return text(text, budget);
    }

    private String text(String text, Budget budget) {
        boolean zeros = align == '=' && fill == '0';
        boolean numeric = sign != '-' || grouping != 0 || prefixed || (align == '=' && !zeros);
        if ((type != 0 && type != 's') || numeric) {
            throw Fault.operation("the format is one for numbers, the value is a text");
        }
        String cut = places >= 0 && places < text.length() ? text.substring(0, places) : text;
        var form =
                zeros
                        ? new FormatSpec(fill, '<', sign, false, width, grouping, places, type)
                        : this;
        return form.padded("", cut, '<', budget);
    }

    private String integer(BigInteger number, Budget budget) {
        if (type == 'c') {
            return padded("", Character.toString(Numbers.index(number)), '<', budget);
        }
        if (type != 0 && "dxXobn".indexOf(type) < 0) {
            throw Fault.operation("Unknown format code for object of type 'int'");
        }
        char base = type == 0 || type == 'n' ? 'd' : type;
        String digits = NumberFormat.integer(number.abs(), base, false);
        String prefix = prefixed && base != 'd' ? "0" + base : "";
        return padded(sign(number.signum() < 0) + prefix, grouped(digits), '>', budget);
    }

    private String real(double number, Texts texts, Budget budget) {
        double magnitude = Math.abs(number);
        String digits;
        if (type == 0 && places < 0) {
            digits = texts.str(magnitude);
        } else if (type == '%') {
            digits = NumberFormat.real(magnitude * 100, 'f', places < 0 ? 6 : places, false) + "%";
        } else {
            digits =
                    NumberFormat.real(
                            magnitude, type == 0 ? 'g' : type, places < 0 ? 6 : places, prefixed);
        }
        return padded(sign(number < 0), grouped(digits), '>', budget);
    }

    private String sign(boolean negative) {
        return negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    }

    private String grouped(String digits) {
        if (grouping == 0) {
            return digits;
        }
        int end = digits(digits, 0);
        var text = new StringBuilder(digits);
        for (int i = end - 3; i > 0; i -= 3) {
            text.insert(i, grouping);
        }
        return text.toString();
    }

    private String padded(String head, String body, char usual, Budget budget) {
        String text = head + body;
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        budget.allocate(missing);
        String filling = Character.toString(fill);
        return switch (align == 0 ? usual : align) {
            case '<' -> text + filling.repeat(missing);
            case '^' -> filling.repeat(missing / 2) + text + filling.repeat(missing - missing / 2);
            case '=' -> head + filling.repeat(missing) + body;
            default -> filling.repeat(missing) + text;
        };
    }
}
