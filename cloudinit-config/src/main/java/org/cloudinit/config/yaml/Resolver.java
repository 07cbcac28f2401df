package org.cloudinit.config.yaml;

/**
 * The type of a plain scalar, by the rules of YAML 1.1 as PyYAML has them: {@code yes} is a
 * boolean, {@code 0644} octal, {@code 1:30} sexagesimal, {@code 1e3} a string. The first character
 * decides which rules are tried; each rule is one pass over the text.
 */
final class Resolver {
    private Resolver() {}

    static Tag resolve(String text) {
        if (text.isEmpty()) {
            return Tag.NULL;
        }
        char first = text.charAt(0);
        return switch (first) {
            case 'y', 'Y', 'n', 'N', 't', 'T', 'f', 'F', 'o', 'O' -> word(text);
            case '~' -> text.length() == 1 ? Tag.NULL : Tag.STR;
            case '<' -> text.equals("<<") ? Tag.MERGE : Tag.STR;
            case '=' -> text.length() == 1 ? Tag.VALUE : Tag.STR;
            case '+', '-', '.' -> number(text);
            default -> {
                if (first < '0' || first > '9') {
                    yield Tag.STR;
                }
                Tag number = number(text);
                yield number == Tag.STR && TimestampText.matches(text) ? Tag.TIMESTAMP : number;
            }
        };
    }

    private static Tag word(String text) {
        return switch (text) {
            case "yes", "Yes", "YES", "no", "No", "NO" -> Tag.BOOL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> Tag.BOOL;
            case "on", "On", "ON", "off", "Off", "OFF" -> Tag.BOOL;
            case "null", "Null", "NULL" -> Tag.NULL;
            default -> Tag.STR;
        };
    }

    private static Tag number(String text) {
        return isFloat(text) ? Tag.FLOAT : isInt(text) ? Tag.INT : Tag.STR;
    }

    private static boolean isInt(String text) {
        int i = signEnd(text);
        if (i == text.length()) {
            return false;
        }
        char first = text.charAt(i);
        if (first == '0') {
            return i + 1 == text.length() || isPrefixed(text, i + 1);
        }
        if (first < '1' || first > '9') {
            return false;
        }
        int end = run(text, i, '9');
        return end == text.length() || sexagesimalEnd(text, end) == text.length();
    }

    /** What may follow a leading zero: binary, hexadecimal or octal digits, and underscores. */
    private static boolean isPrefixed(String text, int i) {
        char kind = text.charAt(i);
        if (kind == 'b') {
            return i + 1 < text.length() && run(text, i + 1, '1') == text.length();
        }
        if (kind == 'x') {
            int end = i + 1;
            while (end < text.length()
                    && (text.charAt(end) == '_' || Character.digit(text.charAt(end), 16) >= 0)) {
                if (text.charAt(end) > 'f') {
                    return false;
                }
                end++;
            }
            return end == text.length() && end > i + 1;
        }
        return run(text, i, '7') == text.length();
    }

    private static boolean isFloat(String text) {
        int i = signEnd(text);
        if (i < text.length() && text.charAt(i) == '.') {
            String rest = text.substring(i + 1);
            return switch (rest) {
                case "inf", "Inf", "INF" -> true;
                case "nan", "NaN", "NAN" -> i == 0;
                // A fraction without a leading digit bears no sign.
                default ->
                        i == 0
                                && startsWithDigit(rest)
                                && exponentEnd(text, run(text, 1, '9')) == text.length();
            };
        }
        if (i == text.length() || !isDigit(text.charAt(i))) {
            return false;
        }
        int whole = run(text, i, '9');
        if (whole < text.length() && text.charAt(whole) == ':') {
            int end = sexagesimalEnd(text, whole);
            return end < text.length()
                    && text.charAt(end) == '.'
                    && run(text, end + 1, '9') == text.length();
        }
        return whole < text.length()
                && text.charAt(whole) == '.'
                && exponentEnd(text, run(text, whole + 1, '9')) == text.length();
    }

    private static int signEnd(String text) {
        return text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
    }

    /** Where digits from 0 to {@code last} and underscores end. */
    private static int run(String text, int from, char last) {
        int i = from;
        while (i < text.length()
                && (text.charAt(i) == '_' || (text.charAt(i) >= '0' && text.charAt(i) <= last))) {
            i++;
        }
        return i;
    }

    /** Where an exponent with its obligatory sign ends; {@code from} where there is none. */
    private static int exponentEnd(String text, int from) {
        if (from + 2 >= text.length()
                || (text.charAt(from) | 0x20) != 'e'
                || (text.charAt(from + 1) != '+' && text.charAt(from + 1) != '-')) {
            return from;
        }
        int i = from + 2;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where groups of minutes or seconds end, {@code :0} to {@code :59}. */
    private static int sexagesimalEnd(String text, int from) {
        int i = from;
        while (i + 1 < text.length() && text.charAt(i) == ':' && isDigit(text.charAt(i + 1))) {
            boolean two =
                    text.charAt(i + 1) <= '5'
                            && i + 2 < text.length()
                            && isDigit(text.charAt(i + 2));
            i += two ? 3 : 2;
        }
        return i;
    }

    private static boolean startsWithDigit(String text) {
        return !text.isEmpty() && isDigit(text.charAt(0));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
