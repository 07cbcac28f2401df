package org.cloudinit.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's operators. */
public final class Arithmetic {
    private static final int MOST_BITS = 1 << 16;

    private final Budget budget;
    private final Printf printf;

    public Arithmetic(Budget budget, Texts texts) {
        this.budget = budget;
        this.printf = new Printf(budget, texts);
    }

    /** The value of {@code left operator right}. */
    public Object apply(String operator, Object left, Object right) {
        if (operator.equals("%") && left instanceof String format) {
            return printf.format(format, right);
        }
        if (left instanceof Undefined undefined) {
            throw operator.equals("-")
                    ? Fault.operation(
                            "undefined variable '"
                                    + undefined.name()
                                    + "' in a subtraction; a name has underscores in place of dashes")
                    : undefined.fault();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Numbers.isInteger(left) && Numbers.isInteger(right)
                    ? integers(operator, Numbers.integer(left), Numbers.integer(right))
                    : reals(operator, Numbers.real(left), Numbers.real(right));
        }
        return switch (operator) {
            case "+" -> joined(left, right);
            case "*" -> Numbers.isInteger(right) ? repeated(left, right) : repeated(right, left);
            default -> throw unsupported(operator, left, right);
        };
    }

    private static Fault unsupported(String operator, Object left, Object right) {
        return Fault.operation(
                "unsupported operand type(s) for "
                        + operator
                        + ": '"
                        + Types.name(left)
                        + "' and '"
                        + Types.name(right)
                        + "'");
    }

    private Object joined(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            budget.allocate((long) a.length() + b.length());
            return a + b;
        }
        boolean lists = left instanceof ArrayList<?> && right instanceof ArrayList<?>;
        if (!lists && !(left instanceof Tuple && right instanceof Tuple)) {
            throw unsupported("+", left, right);
        }
        budget.allocateItems((long) Types.length(left) + Types.length(right));
        var all = new ArrayList<Object>(Types.items(left));
        all.addAll(Types.items(right));
        return lists ? all : new Tuple(all);
    }

    private Object repeated(Object value, Object count) {
        boolean repeatable =
                value instanceof String || value instanceof ArrayList<?> || value instanceof Tuple;
        if (!repeatable || !Numbers.isInteger(count)) {
            throw unsupported("*", value, count);
        }
        int times = Math.max(0, Numbers.index(count));
        int length = value instanceof String text ? text.length() : Types.length(value);
        if (value instanceof String text) {
            budget.allocate((long) times * length);
            return text.repeat(times);
        }
        budget.allocateItems((long) times * length);
        List<Object> once = Types.items(value);
        var all = new ArrayList<Object>(times * length);
        for (int i = 0; i < times && length > 0; i++) {
            all.addAll(once);
        }
        return value instanceof Tuple ? new Tuple(all) : all;
    }

    private static Object integers(String operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case "+" -> a.add(b);
            case "-" -> a.subtract(b);
            case "*" -> bounded(a.bitLength() + (long) b.bitLength()) ? a.multiply(b) : a;
            case "/" -> reals("/", a.doubleValue(), b.doubleValue());
            case "//" -> floor(a, divisor(b));
            case "%" -> a.subtract(floor(a, divisor(b)).multiply(b));
            default -> power(a, b);
        };
    }

    private static BigInteger divisor(BigInteger number) {
        if (number.signum() == 0) {
            throw Fault.operation("division by zero");
        }
        return number;
    }

    private static BigInteger floor(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean below = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Object power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            return reals("**", base.doubleValue(), exponent.doubleValue());
        }
        boolean small = base.abs().compareTo(BigInteger.ONE) <= 0;
        if (small) {
            boolean odd = exponent.testBit(0);
            return exponent.signum() == 0 ? BigInteger.ONE : odd ? base : base.abs();
        }
        int times = Numbers.index(exponent);
        bounded(base.bitLength() * (long) times);
        return base.pow(times);
    }

    /** True, or a fault for numbers that nobody needs. */
    private static boolean bounded(long bits) {
        if (bits > MOST_BITS) {
            throw Fault.bound("a number of more than " + MOST_BITS + " bits");
        }
        return true;
    }

    private static Object reals(String operator, double a, double b) {
        boolean divides = operator.equals("/") || operator.equals("//") || operator.equals("%");
        if (b == 0 && divides) {
            throw Fault.operation("division by zero");
        }
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> {
                double rest = a % b;
                yield rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
            }
            default -> realPower(a, b);
        };
    }

    private static Object realPower(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw Fault.operation("0.0 cannot be raised to a negative power");
        }
        double power = Math.pow(base, exponent);
        if (Double.isInfinite(power) && !Double.isInfinite(base)) {
            throw Fault.operation("the result is too large");
        }
        return power;
    }

    /** Python's {@code -value} and {@code +value}. */
    public static Object signed(boolean negative, Object value) {
        return switch (value) {
            case BigInteger number -> negative ? number.negate() : number;
            case Boolean truth ->
                    negative ? Numbers.integer(truth).negate() : Numbers.integer(truth);
            case Double number -> negative ? -number : number;
            case Undefined undefined -> throw undefined.fault();
            default ->
                    throw Fault.operation(
                            "bad operand type for unary sign: '" + Types.name(value) + "'");
        };
    }

    /** Whether {@code left operator right} holds. */
    public static boolean compared(String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> Types.equal(left, right);
            case "!=" -> !Types.equal(left, right);
            case "in" -> Types.contains(right, left);
            case "notin" -> !Types.contains(right, left);
            default -> {
                int order = Order.compare(operator, left, right);
                yield switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0 && order != Order.UNORDERED;
                    default -> order >= 0 && order != Order.UNORDERED;
                };
            }
        };
    }
}
