package org.cloudinit.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.merge.Merge;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that many others are merged into, one after the other. Its own keys are not
 * copied for each: thousands of parts take a time that grows with their number alone.
 */
public final class MergedConfig {
    private ConfigTree tree = Mapping.EMPTY;
    private @Nullable Map<Scalar, ConfigTree> entries;

    /** An empty mapping. */
    public MergedConfig() {}

    /**
     * Merges a mapping into it.
     *
     * @throws org.cloudinit.api.report.MalformedException {@code merge.types} where the rules ask
     *     to join values that cannot be joined; nothing is changed then
     */
    public void merge(Mapping other, MergeRules rules) {
        if (entries == null && tree instanceof Mapping mapping) {
            entries = new LinkedHashMap<>(mapping.entries());
        }
        if (entries == null) {
            tree = Merger.merge(tree, other, rules);
        } else {
            new Merge(rules.rules()).into(entries, other);
        }
    }

    /** Puts another configuration in its place. */
    public void replace(ConfigTree other) {
        tree = other;
        entries = null;
    }

    /** What it is by now. */
    public ConfigTree tree() {
        if (entries != null) {
            Mapping.Builder builder = Mapping.builder();
            entries.forEach(builder::put);
            replace(builder.build());
        }
        return tree;
    }
}
