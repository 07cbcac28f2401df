package org.cloudinit.core.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/** What the entries of a status file, one a stage, say together. */
final class StageEntries {
    private final Mapping v1;
    private final Map<String, Mapping> stages;

    StageEntries(Mapping v1) {
        this.v1 = v1;
        var sorted = new TreeMap<String, Mapping>();
        for (Map.Entry<Scalar, ConfigTree> entry : v1.entries().entrySet()) {
            if (entry.getValue() instanceof Mapping stage) {
                sorted.put(entry.getKey().display(), stage);
            }
        }
        this.stages = sorted;
    }

    /** The latest beginning or end of a stage; 0 where there is none. */
    double latest() {
        double latest = 0;
        for (Mapping stage : stages.values()) {
            latest = Math.max(latest, number(stage.get("start")));
            latest = Math.max(latest, number(stage.get("finished")));
        }
        return latest;
    }

    private static double number(@Nullable ConfigTree value) {
        return switch (value) {
            case Scalar.Int whole -> whole.value();
            case Scalar.Real real -> Double.isFinite(real.value()) ? real.value() : 0;
            case null, default -> 0;
        };
    }

    /** The data source's line, or the stage that runs, or the text for neither. */
    String detail(String otherwise) {
        String dataSource = v1.text("datasource", "");
        if (!dataSource.isEmpty()) {
            return dataSource;
        }
        String stage = v1.text("stage", "");
        return stage.isEmpty() ? otherwise : "Running in stage: " + stage;
    }

    List<String> errors() {
        var errors = new ArrayList<String>();
        for (Mapping stage : stages.values()) {
            errors.addAll(stage.texts("errors"));
        }
        return errors;
    }

    /** Lists of messages by level; the levels in the order in which the stages have them. */
    Mapping recoverableErrors() {
        var levels = new LinkedHashMap<String, List<ConfigTree>>();
        for (Mapping stage : stages.values()) {
            Mapping own = stage.mapping("recoverable_errors");
            for (Map.Entry<Scalar, ConfigTree> level : own.entries().entrySet()) {
                if (level.getValue() instanceof Sequence messages) {
                    levels.computeIfAbsent(level.getKey().display(), _ -> new ArrayList<>())
                            .addAll(messages.items());
                }
            }
        }
        Mapping.Builder all = Mapping.builder();
        levels.forEach((level, list) -> all.put(level, new Sequence(list, Origin.BUILT_IN)));
        return all.build();
    }
}
