package org.cloudinit.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as {@code printf} and {@code str.format} write them, without sign and width. */
final class NumberFormat {
    private static final int MOST_PLACES = 4096;

    private NumberFormat() {}

    static String integer(BigInteger magnitude, char type, boolean prefixed) {
        String digits =
                switch (type) {
                    case 'x', 'X' -> magnitude.toString(16);
                    case 'o' -> magnitude.toString(8);
                    case 'b' -> magnitude.toString(2);
                    default -> magnitude.toString();
                };
        String text = (prefixed ? "0" + Character.toLowerCase(type) : "") + digits;
        return type == 'X' ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** A float that is not negative, in the form of {@code e}, {@code f} or {@code g}. */
    static String real(double magnitude, char type, int places, boolean keepZeros) {
        if (places > MOST_PLACES) {
            throw Fault.bound("a number with more than " + MOST_PLACES + " places");
        }
        if (Double.isNaN(magnitude) || Double.isInfinite(magnitude)) {
            String text = Double.isNaN(magnitude) ? "nan" : "inf";
            return Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text;
        }
        var exact = new BigDecimal(magnitude);
        String text =
                switch (Character.toLowerCase(type)) {
                    case 'f' -> exact.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
                    case 'e' -> scientific(exact, places);
                    default -> general(exact, Math.max(1, places), keepZeros);
                };
        return Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String scientific(BigDecimal exact, int places) {
        BigDecimal rounded = exact.round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
        String digits = rounded.unscaledValue().toString();
        int exponent = rounded.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
        digits = (digits + "0".repeat(places + 1)).substring(0, places + 1);
        String size = Integer.toString(Math.abs(exponent));
        return digits.charAt(0)
                + (places > 0 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (size.length() < 2 ? "0" : "")
                + size;
    }

    private static String general(BigDecimal exact, int digits, boolean keepZeros) {
        String scientific = scientific(exact, digits - 1);
        int e = scientific.indexOf('e');
        int exponent = Integer.parseInt(scientific.substring(e + 1).replace("+", ""));
        if (exponent < -4 || exponent >= digits) {
            return (keepZeros ? scientific.substring(0, e) : trimmed(scientific.substring(0, e)))
                    + scientific.substring(e);
        }
        String plain =
                exact.setScale(digits - 1 - exponent, RoundingMode.HALF_EVEN).toPlainString();
        return keepZeros ? plain : trimmed(plain);
    }

    private static String trimmed(String number) {
        if (number.indexOf('.') < 0) {
            return number;
        }
        int end = number.length();
        while (number.charAt(end - 1) == '0') {
            end--;
        }
        return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
