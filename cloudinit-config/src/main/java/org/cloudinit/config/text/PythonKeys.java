package org.cloudinit.config.text;

import java.util.HashMap;
import java.util.Map;
import org.cloudinit.api.config.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one mapping under Python's equality, by which {@code 1}, {@code 1.0} and {@code True}
 * are the same key. Usual mappings have string keys only and cost nothing.
 */
public final class PythonKeys {
    private @Nullable Map<Double, Scalar> numbers;

    /** The key that stands for this one: the first that is equal to it. */
    public Scalar canonical(Scalar key) {
        if (key instanceof Scalar.Text) {
            return key;
        }
        return switch (key) {
            case Scalar.Bool bool -> first(bool.value() ? 1.0 : 0.0, key);
            case Scalar.Int whole when whole.value() == (long) (double) whole.value() ->
                    first((double) whole.value(), key);
            case Scalar.Real real -> first(real.value() == 0.0 ? 0.0 : real.value(), key);
            case Scalar other -> other;
        };
    }

    private Scalar first(double value, Scalar key) {
        if (numbers == null) {
            numbers = new HashMap<>();
        }
        Scalar known = numbers.putIfAbsent(value, key);
        return known == null ? key : known;
    }
}
