package org.cloudinit.dist.network;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.report.Problem;

/** What files do not express of a configuration, as JSON for programs. */
final class LossReport {
    private LossReport() {}

    /**
     * A list with one item a loss: {@code path}, {@code line}, {@code column}, {@code reason}. What
     * the reading of the input left out comes first, with the {@code code} of its problem.
     */
    static Sequence of(List<Problem> problems, List<Loss> losses) {
        var items = new ArrayList<ConfigTree>(problems.size() + losses.size());
        for (Problem problem : problems) {
            items.add(
                    place(problem.origin())
                            .put("code", problem.code())
                            .put("reason", problem.message())
                            .build());
        }
        for (Loss loss : losses) {
            items.add(
                    place(loss.origin())
                            .put("path", loss.path().toString())
                            .put("reason", loss.reason())
                            .build());
        }
        return new Sequence(items, Origin.BUILT_IN);
    }

    /** A problem: {@code code}, {@code message}, {@code remedy}, {@code line}, {@code column}. */
    static Mapping of(Problem problem) {
        return place(problem.origin())
                .put("code", problem.code())
                .put("message", problem.message())
                .put("remedy", problem.remedy())
                .build();
    }

    /** Where a place is not known, it is null. */
    private static Mapping.Builder place(Origin origin) {
        return Mapping.builder()
                .put("line", known(origin.line()))
                .put("column", known(origin.column()));
    }

    private static ConfigTree known(int position) {
        return position == 0 ? Scalar.nothing() : Scalar.integer(position);
    }
}
