package org.cloudinit.jinja.value;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The filters {@code int} and {@code float}: numbers out of texts. */
public final class Conversions {
    private static final int MOST_DIGITS = 4300;

    private Conversions() {}

    /** An integer; a value that is none gives the other one. */
    public static Object integer(Object value, Object otherwise, int base) {
        return switch (value) {
            case Undefined undefined -> throw undefined.fault();
            case BigInteger number -> number;
            case Boolean truth -> Numbers.integer(truth);
            case Double number ->
                    number.isNaN() || number.isInfinite() ? otherwise : Numbers.truncated(number);
            case String text -> {
                BigInteger whole = whole(text, base);
                yield whole == null ? truncated(parsed(text), otherwise) : whole;
            }
            default -> otherwise;
        };
    }

    private static Object truncated(@Nullable Double real, Object otherwise) {
        return real == null || real.isNaN() || real.isInfinite()
                ? otherwise
                : Numbers.truncated(real);
    }

    /** A float; a value that is none gives the other one. */
    public static Object real(Object value, Object otherwise) {
        if (value instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (Numbers.isNumber(value)) {
            return Numbers.real(value);
        }
        Double real = value instanceof String text ? parsed(text) : null;
        return real == null ? otherwise : real;
    }

    private static @Nullable BigInteger whole(String text, int base) {
        String digits = Letters.stripped(text, null, true, true).toLowerCase(Locale.ROOT);
        boolean negative = digits.startsWith("-");
        digits = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "";
        digits = !prefix.isEmpty() && digits.startsWith(prefix) ? digits.substring(2) : digits;
        if (base < 2 || base > 36 || digits.length() > MOST_DIGITS || !joined(digits)) {
            return null;
        }
        try {
            BigInteger number = new BigInteger(digits.replace("_", ""), base);
            return digits.startsWith("-") || digits.startsWith("+")
                    ? null
                    : negative ? number.negate() : number;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** Whether underscores stand singly and between digits. */
    private static boolean joined(String digits) {
        return !digits.isEmpty()
                && !digits.startsWith("_")
                && !digits.endsWith("_")
                && !digits.contains("__");
    }

    private static @Nullable Double parsed(String text) {
        String number = Letters.stripped(text, null, true, true).toLowerCase(Locale.ROOT);
        String magnitude =
                number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
        double sign = number.startsWith("-") ? -1 : 1;
        switch (magnitude) {
            case "inf", "infinity" -> {
                return sign * Double.POSITIVE_INFINITY;
            }
            case "nan" -> {
                return Double.NaN;
            }
            default -> {}
        }
        for (int i = 0; i < magnitude.length(); i++) {
            if ("0123456789.e+-_".indexOf(magnitude.charAt(i)) < 0) {
                return null;
            }
        }
        try {
            return joined(magnitude) ? sign * Double.parseDouble(magnitude.replace("_", "")) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
