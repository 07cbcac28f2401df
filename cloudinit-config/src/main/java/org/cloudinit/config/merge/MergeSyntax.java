package org.cloudinit.config.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.MergeRule;
import org.jspecify.annotations.Nullable;

/** Reads the three forms of {@code merge_how}: a string, a list of mappings, a list of lists. */
public final class MergeSyntax {
    private static final List<String> SETTINGS =
            List.of(
                    "replace",
                    "no_replace",
                    "append",
                    "prepend",
                    "recurse_str",
                    "recurse_list",
                    "recurse_array",
                    "recurse_dict",
                    "allow_delete");

    private MergeSyntax() {}

    /** What a key of a configuration says; null where it is absent or a YAML null. */
    public static @Nullable ConfigTree stated(Mapping config, String key) {
        ConfigTree how = config.get(key);
        return how instanceof Scalar.Null ? null : how;
    }

    /**
     * Reads any form.
     *
     * @throws MalformedException {@code merge.syntax}, {@code merge.rules}
     */
    public static List<MergeRule> parse(ConfigTree how) {
        return switch (how) {
            case Scalar.Text text -> parse(text.value(), text.origin());
            case Sequence items -> {
                var rules = new ArrayList<MergeRule>();
                for (ConfigTree item : items) {
                    MergeRule rule = item(item);
                    if (rule != null) {
                        rules.add(rule);
                    }
                }
                yield rules;
            }
            case Mapping none when none.isEmpty() -> List.of();
            case Mapping _, Scalar _ ->
                    throw malformed(how.origin(), "merge rules are a string or a list");
        };
    }

    /**
     * Reads the string form, {@code type(setting,…)+…}; white space and upper case do not matter.
     *
     * @throws MalformedException {@code merge.syntax} where it is not of that form, {@code
     *     merge.rules} where it names no type that can be merged
     */
    public static List<MergeRule> parse(String text, Origin origin) {
        var rules = new ArrayList<MergeRule>();
        for (String word : text.split("\\+", -1)) {
            String rule = word.toLowerCase(Locale.ROOT).strip().replace('-', '_');
            if (!rule.isEmpty()) {
                rules.add(call(rule, origin));
            }
        }
        return rules;
    }

    private static MergeRule call(String rule, Origin origin) {
        int open = rule.indexOf('(');
        if (open < 1 || !rule.endsWith(")") || rule.indexOf('\n') >= 0) {
            throw malformed("merge.syntax", origin, "a merge rule reads type(setting,setting)");
        }
        var settings = new LinkedHashSet<String>();
        for (String setting : rule.substring(open + 1, rule.length() - 1).split(",", -1)) {
            settings.add(setting.strip());
        }
        return rule(rule.substring(0, open), settings, origin);
    }

    private static MergeRule rule(String type, Set<String> settings, Origin origin) {
        MergeRule rule = MergeRule.of(type, settings);
        if (rule == null) {
            throw malformed(origin, "merge rules are for dict, list and str");
        }
        return rule;
    }

    /** A mapping of name and settings, or a list of them; null where the name is empty. */
    private static @Nullable MergeRule item(ConfigTree item) {
        return switch (item) {
            case Mapping mapping -> {
                if (!(mapping.get("name") instanceof Scalar.Text name)) {
                    throw malformed(item.origin(), "a merge rule needs a name");
                }
                String type = name.value().replace('-', '_').strip();
                Set<String> settings = settings(mapping.get("settings"), item.origin());
                yield type.isEmpty() ? null : rule(type, settings, name.origin());
            }
            case Sequence list
                    when !list.isEmpty() && list.items().getFirst() instanceof Scalar.Text name -> {
                var settings = new Sequence(list.items().subList(1, list.size()), list.origin());
                yield name.truthy()
                        ? rule(name.value(), settings(settings, list.origin()), name.origin())
                        : null;
            }
            case Sequence _, Scalar _ ->
                    throw malformed(item.origin(), "a merge rule is a mapping or a list");
        };
    }

    private static Set<String> settings(@Nullable ConfigTree settings, Origin origin) {
        var found = new LinkedHashSet<String>();
        switch (settings) {
            case Sequence list -> {
                for (ConfigTree setting : list) {
                    if (setting instanceof Scalar.Text text) {
                        found.add(text.value());
                    }
                }
            }
            // Python's "in" asks a string for a part of it.
            case Scalar.Text text -> {
                for (String setting : SETTINGS) {
                    if (text.value().contains(setting)) {
                        found.add(setting);
                    }
                }
            }
            case Mapping mapping -> {
                for (Scalar key : mapping.keys()) {
                    found.add(key.display());
                }
            }
            case null ->
                    throw malformed(origin, "a merge rule needs settings, if only an empty list");
            case Scalar _ -> throw malformed(origin, "the settings of a merge rule are a list");
        }
        return found;
    }

    private static MalformedException malformed(Origin origin, String message) {
        return malformed("merge.rules", origin, message);
    }

    private static MalformedException malformed(String code, Origin origin, String message) {
        return new MalformedException(
                code,
                "reading how to merge",
                origin,
                message,
                "Write merge_how like 'dict(recurse_list,no_replace)+list(append)'.");
    }
}
