package org.cloudinit.api.config;

/** Python's {@code repr} of a float, which the reference's files hold. */
final class PythonFloat {
    private PythonFloat() {}

    /**
     * The shortest text that reads back as the same number: Java's digits, arranged as CPython's
     * {@code float_repr_style} does: positional for exponents from -4 up to 15, else {@code 1e+16}.
     */
    static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String java = Double.toString(Math.abs(value));
        int e = java.indexOf('E');
        String mantissa = e < 0 ? java : java.substring(0, e);
        int point = mantissa.indexOf('.');
        int exponent = e < 0 ? 0 : Integer.parseInt(java.substring(e + 1));
        var digits =
                new StringBuilder(mantissa.substring(0, point))
                        .append(mantissa, point + 1, mantissa.length());
        int decimal = point + exponent;
        while (digits.length() > 1 && digits.charAt(0) == '0') {
            digits.deleteCharAt(0);
            decimal--;
        }
        while (digits.length() > 1 && digits.charAt(digits.length() - 1) == '0') {
            digits.setLength(digits.length() - 1);
        }
        boolean zero = digits.length() == 1 && digits.charAt(0) == '0';
        String sign = value < 0 || (zero && 1 / value < 0) ? "-" : "";
        return sign + (zero ? "0.0" : arrange(digits.toString(), decimal));
    }

    private static String arrange(String digits, int decimal) {
        if (decimal <= -4 || decimal > 16) {
            int exponent = decimal - 1;
            String head =
                    digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            String size = Integer.toString(Math.abs(exponent));
            return head
                    + "e"
                    + (exponent < 0 ? "-" : "+")
                    + (size.length() < 2 ? "0" + size : size);
        }
        if (decimal <= 0) {
            return "0." + "0".repeat(-decimal) + digits;
        }
        if (decimal >= digits.length()) {
            return digits + "0".repeat(decimal - digits.length()) + ".0";
        }
        return digits.substring(0, decimal) + "." + digits.substring(decimal);
    }
}
