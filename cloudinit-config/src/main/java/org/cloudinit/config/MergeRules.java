package org.cloudinit.config;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.config.merge.MergeSyntax;

/**
 * How two configurations are merged: at most one rule for mappings, lists and strings each; where
 * several are given the first counts, and values of a type without a rule stay as they are. Written
 * as the original's {@code merge_how}: {@code dict(recurse_list,no_replace)+list(append)}.
 *
 * @param rules the rules in the order in which they were given
 */
public record MergeRules(List<MergeRule> rules) {
    /** No rules: nothing is merged. What a configuration without a statement has. */
    public static final MergeRules NONE = new MergeRules(List.of());

    /** The original's default for configuration files: what is there already stays. */
    public static final MergeRules KEEPING = of("list()+dict()+str()");

    /** The original's default for parts of user-data: a later part replaces top-level keys. */
    public static final MergeRules REPLACING = of("dict(replace)+list()+str()");

    public MergeRules {
        rules = List.copyOf(rules);
    }

    /**
     * A configuration without the keys that say how to merge it, and what they say.
     *
     * @param config the rest of the configuration
     * @param rules its rules; {@link #NONE} where it names none
     */
    public record Extracted(Mapping config, MergeRules rules) {}

    private static MergeRules of(String text) {
        return parse(text, Origin.BUILT_IN);
    }

    /**
     * Reads the string form, as in a {@code Merge-Type} header; empty text is {@link #NONE}.
     *
     * @throws org.cloudinit.api.report.MalformedException {@code merge.syntax}, {@code merge.rules}
     */
    public static MergeRules parse(String text, Origin origin) {
        return new MergeRules(MergeSyntax.parse(text, origin));
    }

    /**
     * Takes {@code merge_how}, or {@code merge_type} where that is absent or null, out of a
     * configuration; the original's {@code dict_extract_mergers}.
     *
     * @throws org.cloudinit.api.report.MalformedException {@code merge.syntax}, {@code merge.rules}
     */
    public static Extracted extract(Mapping config) {
        ConfigTree how = MergeSyntax.stated(config, "merge_how");
        Mapping rest = config.without("merge_how");
        if (how == null) {
            how = MergeSyntax.stated(rest, "merge_type");
            rest = rest.without("merge_type");
        }
        return new Extracted(rest, how == null ? NONE : new MergeRules(MergeSyntax.parse(how)));
    }

    /** These rules, and for types without one those of others. */
    public MergeRules plus(MergeRules others) {
        var both = new ArrayList<>(rules);
        both.addAll(others.rules);
        return new MergeRules(both);
    }

    /** These rules, or others where there are none. */
    public MergeRules orElse(MergeRules others) {
        return rules.isEmpty() ? others : this;
    }
}
