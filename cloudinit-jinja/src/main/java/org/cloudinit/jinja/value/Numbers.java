package org.cloudinit.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Python's numbers: {@code bool}, {@code int}, {@code float}. */
public final class Numbers {
    private Numbers() {}

    public static boolean isNumber(Object value) {
        return value instanceof BigInteger || value instanceof Double || value instanceof Boolean;
    }

    static boolean isInteger(Object value) {
        return value instanceof BigInteger || value instanceof Boolean;
    }

    /** An integer, truth values among them. */
    public static BigInteger integer(Object value) {
        return switch (value) {
            case BigInteger number -> number;
            case Boolean truth -> truth ? BigInteger.ONE : BigInteger.ZERO;
            case Undefined undefined -> throw undefined.fault();
            default ->
                    throw Fault.operation(
                            "'"
                                    + Types.name(value)
                                    + "' object cannot be interpreted as an integer");
        };
    }

    /** An integer that counts or indexes; one beyond 32 bits stands for the largest. */
    public static int index(Object value) {
        BigInteger number = integer(value);
        if (number.bitLength() < 32) {
            return number.intValue();
        }
        return number.signum() < 0 ? Integer.MIN_VALUE + 1 : Integer.MAX_VALUE;
    }

    public static double real(Object value) {
        return switch (value) {
            case Double number -> number;
            case BigInteger number -> number.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            default -> throw new IllegalArgumentException("no number");
        };
    }

    public static int compare(Object a, Object b) {
        if (isInteger(a) && isInteger(b)) {
            return integer(a).compareTo(integer(b));
        }
        double x = real(a);
        double y = real(b);
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return 2;
        }
        boolean finite = !Double.isInfinite(x) && !Double.isInfinite(y);
        return finite ? exact(a).compareTo(exact(b)) : Double.compare(x, y);
    }

    private static BigDecimal exact(Object number) {
        return number instanceof Double real
                ? new BigDecimal(real)
                : new BigDecimal(integer(number));
    }

    static boolean isWhole(double number) {
        return !Double.isInfinite(number) && number == Math.rint(number);
    }

    /** Python's {@code int(float)}. */
    public static BigInteger truncated(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw Fault.operation("a float that is no number has no int");
        }
        return new BigDecimal(number).toBigInteger();
    }
}
