package org.cloudinit.config;

import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.config.merge.Merge;

/**
 * Merges configurations as the original's mergers do. Values keep the origin of the document that
 * they are from.
 */
public final class Merger {
    private Merger() {}

    /**
     * Merges a value into another.
     *
     * @param base what is there
     * @param other what comes
     * @throws org.cloudinit.api.report.MalformedException {@code merge.types} where the rules ask
     *     to join values that cannot be joined
     */
    public static ConfigTree merge(ConfigTree base, ConfigTree other, MergeRules rules) {
        return new Merge(rules.rules()).merge(base, other);
    }

    /**
     * Merges configurations, the one that wins first, each by its own rules or by {@link
     * MergeRules#KEEPING}; the original's {@code util.mergemanydict}.
     *
     * @throws org.cloudinit.api.report.MalformedException {@code merge.rules} or {@code
     *     merge.types}
     */
    public static Mapping mergeAll(List<Mapping> configs) {
        ConfigTree merged = Mapping.EMPTY;
        for (Mapping config : configs) {
            if (!config.isEmpty()) {
                MergeRules.Extracted extracted = MergeRules.extract(config);
                merged =
                        merge(
                                merged,
                                extracted.config(),
                                extracted.rules().orElse(MergeRules.KEEPING));
            }
        }
        return (Mapping) merged;
    }
}
