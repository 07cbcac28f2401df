package org.cloudinit.config.text;

import java.math.BigDecimal;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;

/** Python's equality of values, by which {@code 1}, {@code 1.0} and {@code True} are equal. */
public final class PythonEquality {
    private PythonEquality() {}

    /** Whether Python's {@code ==} holds. */
    public static boolean equal(ConfigTree one, ConfigTree other) {
        return switch (one) {
            case Mapping mapping -> other instanceof Mapping that && mappings(mapping, that);
            case Sequence list -> other instanceof Sequence that && lists(list, that);
            case Scalar scalar -> other instanceof Scalar that && scalars(scalar, that);
        };
    }

    private static boolean mappings(Mapping one, Mapping other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Map.Entry<Scalar, ConfigTree> entry : one.entries().entrySet()) {
            ConfigTree value = other.entries().get(entry.getKey());
            if (value == null || !equal(entry.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean lists(Sequence one, Sequence other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!equal(one.items().get(i), other.items().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean scalars(Scalar one, Scalar other) {
        if (one.getClass() == other.getClass() && !(one instanceof Scalar.Real)) {
            return one.equals(other);
        }
        return isNumber(one) && isNumber(other) && exact(one).compareTo(exact(other)) == 0;
    }

    /** Infinity and NaN come in no patch that asks for equality. */
    private static boolean isNumber(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Int _, Scalar.BigInt _, Scalar.Bool _ -> true;
            case Scalar.Real real -> Double.isFinite(real.value());
            case Scalar.Text _, Scalar.Null _, Scalar.Date _, Scalar.Timestamp _, Scalar.Binary _ ->
                    false;
        };
    }

    private static BigDecimal exact(Scalar number) {
        return switch (number) {
            case Scalar.Int whole -> BigDecimal.valueOf(whole.value());
            case Scalar.BigInt whole -> new BigDecimal(whole.value());
            case Scalar.Real real -> new BigDecimal(real.value());
            case Scalar.Bool bool -> bool.value() ? BigDecimal.ONE : BigDecimal.ZERO;
            case Scalar.Text _, Scalar.Null _, Scalar.Date _, Scalar.Timestamp _, Scalar.Binary _ ->
                    BigDecimal.ZERO;
        };
    }
}
