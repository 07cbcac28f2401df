package org.cloudinit.jinja.syntax;

/** Where numbers end. Digits may have single underscores between them. */
final class Numerals {
    private Numerals() {}

    /** Position behind the floating-point number at a position; -1 where there is none. */
    static int floatEnd(String text, int from) {
        int at = digits(text, from, 10);
        boolean fraction = false;
        if (text.startsWith(".", at) && digits(text, at + 1, 10) > at + 1) {
            at = digits(text, at + 1, 10);
            fraction = true;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int power = at + 1;
            if (text.startsWith("+", power) || text.startsWith("-", power)) {
                power++;
            }
            int end = digits(text, power, 10);
            if (end > power) {
                return end;
            }
        }
        return fraction ? at : -1;
    }

    /** Position behind the integer at a position, which begins with a digit. */
    static int integerEnd(String text, int from) {
        if (text.charAt(from) != '0') {
            return digits(text, from, 10);
        }
        char prefix = from + 1 < text.length() ? Character.toLowerCase(text.charAt(from + 1)) : 0;
        int base = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 0;
        if (base > 0) {
            int start = text.startsWith("_", from + 2) ? from + 3 : from + 2;
            int end = digits(text, start, base);
            return end > start ? end : from + 1;
        }
        return digits(text, from, 1);
    }

    /** Position behind digits of a base; base 1 has the zero alone. */
    private static int digits(String text, int from, int base) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean joins = c == '_' && at > from && at + 1 < text.length();
            if (!isDigit(joins ? text.charAt(at + 1) : c, base)) {
                break;
            }
            at += joins ? 2 : 1;
        }
        return at;
    }

    private static boolean isDigit(char c, int base) {
        return base == 1 ? c == '0' : c < 128 && Character.digit(c, base) >= 0;
    }
}
