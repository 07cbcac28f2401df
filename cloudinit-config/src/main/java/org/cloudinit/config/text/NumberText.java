package org.cloudinit.config.text;

import java.math.BigInteger;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from text, as Python's {@code int()} and {@code float()} make them. A whole number beyond
 * 64 bits alone loads BigInteger.
 */
public final class NumberText {
    /** CPython refuses longer decimal numbers, whose conversion takes quadratic time. */
    private static final int MOST_DIGITS = 4300;

    private NumberText() {}

    /**
     * A whole number.
     *
     * @param digits the digits, without sign or prefix
     * @return null where there is no digit, one that the radix does not have, or too many
     */
    public static @Nullable Scalar whole(
            boolean negative, String digits, int radix, Origin origin) {
        int length = digits.length();
        if (length == 0 || length > MOST_DIGITS) {
            return null;
        }
        long value = 0;
        boolean fits = true;
        for (int i = 0; i < length; i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return null;
            }
            fits &= value <= (Long.MAX_VALUE - digit) / radix;
            value = value * radix + digit;
        }
        if (fits) {
            return new Scalar.Int(negative ? -value : value, origin);
        }
        var big = new BigInteger(negative ? "-" + digits : digits, radix);
        return whole(big, origin);
    }

    /** A whole number in the smallest type that holds it. */
    public static Scalar whole(BigInteger value, Origin origin) {
        return value.bitLength() < Long.SIZE
                ? new Scalar.Int(value.longValueExact(), origin)
                : new Scalar.BigInt(value, origin);
    }

    /**
     * A decimal fraction: digits with an optional point, exponent and sign.
     *
     * @return null where the text is anything else; Java's own suffixes and hexadecimal forms are
     */
    public static @Nullable Double real(String text) {
        int i = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
        int digits = 0;
        boolean point = false;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                break;
            }
        }
        if (digits == 0 || (i < text.length() && !isExponent(text, i))) {
            return null;
        }
        return Double.valueOf(text);
    }

    private static boolean isExponent(String text, int from) {
        if ((text.charAt(from) | 0x20) != 'e') {
            return false;
        }
        int i = from + 1;
        if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        int start = i;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i > start && i == text.length();
    }
}
