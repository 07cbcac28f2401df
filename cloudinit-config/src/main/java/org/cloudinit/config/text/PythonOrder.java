package org.cloudinit.config.text;

import java.util.Arrays;
import java.util.Collection;
import org.cloudinit.api.config.Scalar;

/** Python's order of values, by which the original sorts keys. */
public final class PythonOrder {
    private PythonOrder() {}

    /** Whether Python can sort these values: all of one family, and of nulls no more than one. */
    public static boolean comparable(Collection<Scalar> values) {
        Scalar first = null;
        for (Scalar value : values) {
            if (first == null) {
                first = value;
            } else if (family(value) == 0 || family(value) != family(first)) {
                return false;
            }
        }
        return true;
    }

    /** Values of one number can be compared, those with 0 with nothing. */
    private static int family(Scalar value) {
        return switch (value) {
            case Scalar.Text _ -> 1;
            case Scalar.Int _, Scalar.BigInt _, Scalar.Real _, Scalar.Bool _ -> 2;
            case Scalar.Binary _ -> 3;
            case Scalar.Date _ -> 4;
            case Scalar.Timestamp time -> time.offset() == null ? 5 : 6;
            case Scalar.Null _ -> 0;
        };
    }

    /** Compares two values of one family; strings by code point. */
    public static int compare(Scalar one, Scalar other) {
        return switch (one) {
            case Scalar.Text text when other instanceof Scalar.Text that ->
                    codePoints(text.value(), that.value());
            case Scalar.Int whole when other instanceof Scalar.Int that ->
                    Long.compare(whole.value(), that.value());
            case Scalar.Binary bytes when other instanceof Scalar.Binary that ->
                    Arrays.compareUnsigned(bytes.value(), that.value());
            case Scalar.Date date when other instanceof Scalar.Date that ->
                    date.value().compareTo(that.value());
            case Scalar.Timestamp time when other instanceof Scalar.Timestamp that ->
                    compare(time, that);
            case Scalar _ -> Double.compare(number(one), number(other));
        };
    }

    private static int compare(Scalar.Timestamp one, Scalar.Timestamp other) {
        return one.offset() == null || other.offset() == null
                ? one.value().compareTo(other.value())
                : one.value()
                        .toInstant(one.offset())
                        .compareTo(other.value().toInstant(other.offset()));
    }

    private static double number(Scalar value) {
        return switch (value) {
            case Scalar.Int whole -> (double) whole.value();
            case Scalar.BigInt whole -> whole.value().doubleValue();
            case Scalar.Real real -> real.value();
            case Scalar.Bool bool -> bool.value() ? 1 : 0;
            case Scalar.Text _, Scalar.Null _, Scalar.Date _, Scalar.Timestamp _, Scalar.Binary _ ->
                    0;
        };
    }

    /** Java compares UTF-16 units, which puts characters beyond U+FFFF before U+E000. */
    private static int codePoints(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // A surrogate is half of a character beyond the basic plane, so after any other.
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
