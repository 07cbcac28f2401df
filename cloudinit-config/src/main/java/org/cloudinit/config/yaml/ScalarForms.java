package org.cloudinit.config.yaml;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.text.NumberText;
import org.jspecify.annotations.Nullable;

/** The values of typed scalars, as PyYAML's safe constructor makes them. */
final class ScalarForms {
    private static final int SIXTY = 60;

    private ScalarForms() {}

    /** {@code !!bool}: the words of YAML 1.1 in any case. */
    static Scalar bool(String text, Origin origin) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> new Scalar.Bool(true, origin);
            case "no", "false", "off" -> new Scalar.Bool(false, origin);
            default -> throw YamlFault.value(origin, "this is no boolean");
        };
    }

    /** {@code !!int}: decimal, {@code 0b}, {@code 0x}, octal after a zero, or sexagesimal. */
    static Scalar whole(String text, Origin origin) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        Scalar value = unsigned(negative, digits, origin);
        if (value == null) {
            throw YamlFault.value(origin, "this is no whole number");
        }
        return value;
    }

    private static @Nullable Scalar unsigned(boolean negative, String digits, Origin origin) {
        if (digits.startsWith("0b")) {
            return NumberText.whole(negative, digits.substring(2), 2, origin);
        }
        if (digits.startsWith("0x")) {
            return NumberText.whole(negative, digits.substring(2), 16, origin);
        }
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            int prefix = digits.charAt(1) == 'o' || digits.charAt(1) == 'O' ? 2 : 1;
            return NumberText.whole(negative, digits.substring(prefix), 8, origin);
        }
        return digits.indexOf(':') < 0
                ? NumberText.whole(negative, digits, 10, origin)
                : sexagesimal(negative, digits, origin);
    }

    private static @Nullable Scalar sexagesimal(boolean negative, String digits, Origin origin) {
        var value = BigInteger.ZERO;
        for (String part : digits.split(":", -1)) {
            Scalar place = NumberText.whole(false, part, 10, origin);
            if (place == null) {
                return null;
            }
            value = value.multiply(BigInteger.valueOf(SIXTY)).add(new BigInteger(part));
        }
        return NumberText.whole(negative ? value.negate() : value, origin);
    }

    /** {@code !!float}: decimal, {@code .inf}, {@code .nan}, or sexagesimal. */
    static Scalar real(String text, Origin origin) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        Double value =
                switch (digits) {
                    case ".inf", "inf", "infinity" -> Double.valueOf(Double.POSITIVE_INFINITY);
                    case ".nan", "nan" -> Double.valueOf(Double.NaN);
                    default ->
                            digits.indexOf(':') < 0 ? NumberText.real(digits) : sexagesimal(digits);
                };
        if (value == null) {
            throw YamlFault.value(origin, "this is no number");
        }
        return new Scalar.Real(negative ? -value : value, origin);
    }

    /** Adds from the smallest place up, as the original does: the sum's rounding depends on it. */
    private static @Nullable Double sexagesimal(String digits) {
        String[] places = digits.split(":", -1);
        double value = 0;
        double unit = 1;
        for (int i = places.length - 1; i >= 0; i--) {
            Double place = NumberText.real(places[i]);
            if (place == null) {
                return null;
            }
            value += place * unit;
            unit *= SIXTY;
        }
        return value;
    }

    /** {@code !!timestamp}. */
    static Scalar timestamp(String text, Origin origin) {
        Scalar value = TimestampText.read(text, origin);
        if (value == null) {
            throw YamlFault.value(origin, "this names no real date or time");
        }
        return value;
    }

    /**
     * {@code !!binary}: base64 up to its padding, in which characters of no meaning are skipped.
     */
    static Scalar binary(String text, Origin origin) {
        var quads = new StringBuilder(text.length());
        int pads = 0;
        for (int i = 0; i < text.length() && (pads == 0 || (quads.length() + pads) % 4 != 0); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                throw YamlFault.value(origin, "base64 holds ASCII characters only");
            }
            if (Character.isLetterOrDigit(c) || c == '+' || c == '/') {
                quads.append(c);
                pads = 0;
            } else if (c == '=' && quads.length() % 4 >= 2) {
                pads++;
            }
        }
        if ((quads.length() + pads) % 4 != 0) {
            throw YamlFault.value(origin, "this is no base64");
        }
        return new Scalar.Binary(Base64.getDecoder().decode(quads.toString()), origin);
    }
}
