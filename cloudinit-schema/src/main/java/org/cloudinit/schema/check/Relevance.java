package org.cloudinit.schema.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Scalar;

/** Which of several faults tells most: {@code jsonschema.exceptions.best_match}. */
final class Relevance {
    private static final Comparator<Fault> ORDER =
            Comparator.<Fault>comparingInt(fault -> -fault.path().size())
                    .thenComparing(Fault::path, Relevance::comparePaths)
                    .thenComparing(fault -> !isWeak(fault))
                    .thenComparing(fault -> !matchesType(fault));

    private Relevance() {}

    /** The best of all, or of what it is made of. */
    static Fault best(List<Fault> faults) {
        Fault best = faults.getFirst();
        for (Fault fault : faults) {
            if (ORDER.compare(fault, best) > 0) {
                best = fault;
            }
        }
        while (!best.context().isEmpty()) {
            var reasons = new ArrayList<>(best.context());
            reasons.sort(ORDER);
            if (reasons.size() > 1 && ORDER.compare(reasons.get(0), reasons.get(1)) == 0) {
                return best;
            }
            best = reasons.getFirst();
        }
        return best;
    }

    private static boolean isWeak(Fault fault) {
        return fault.keyword().equals("anyOf") || fault.keyword().equals("oneOf");
    }

    private static boolean matchesType(Fault fault) {
        ConfigTree types = fault.schema().get("type");
        return types != null && TypeNames.isAny(fault.value(), types);
    }

    static int comparePaths(List<Scalar> one, List<Scalar> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int result =
                    one.get(i) instanceof Scalar.Int left
                                    && other.get(i) instanceof Scalar.Int right
                            ? Long.compare(left.value(), right.value())
                            : Superfluous.byText(one.get(i), other.get(i));
            if (result != 0) {
                return result;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
