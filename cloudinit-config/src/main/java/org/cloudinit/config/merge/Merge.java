package org.cloudinit.config.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.MergeRule;
import org.jspecify.annotations.Nullable;

/** One merge by fixed rules. The type of what is there chooses the rule. */
public final class Merge {
    private final List<MergeRule> rules;

    public Merge(List<MergeRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Merges a value into what is there.
     *
     * @throws MalformedException {@code merge.types} where the two cannot be joined
     */
    public ConfigTree merge(ConfigTree base, ConfigTree other) {
        for (MergeRule rule : rules) {
            switch (rule) {
                case MergeRule.OfMapping mappings when base instanceof Mapping mapping -> {
                    return other instanceof Mapping more ? mappings(mappings, mapping, more) : base;
                }
                case MergeRule.OfList lists when base instanceof Sequence list -> {
                    return lists(lists, list, other);
                }
                case MergeRule.OfText texts when base instanceof Scalar.Text text -> {
                    return texts(texts, text, other);
                }
                case MergeRule.OfMapping _, MergeRule.OfList _, MergeRule.OfText _ -> {}
            }
        }
        return base;
    }

    /**
     * Merges a mapping into the entries of another one, in place.
     *
     * @throws MalformedException {@code merge.types} where two values cannot be joined; nothing is
     *     changed then
     */
    public void into(Map<Scalar, ConfigTree> base, Mapping other) {
        for (MergeRule rule : rules) {
            if (rule instanceof MergeRule.OfMapping mappings) {
                into(mappings, base, other);
                return;
            }
        }
    }

    private void into(MergeRule.OfMapping rule, Map<Scalar, ConfigTree> base, Mapping other) {
        var changes = new LinkedHashMap<Scalar, Optional<ConfigTree>>();
        for (Map.Entry<Scalar, ConfigTree> entry : other.entries().entrySet()) {
            Scalar key = entry.getKey();
            ConfigTree value = entry.getValue();
            ConfigTree present = base.get(key);
            changes.put(
                    key,
                    Optional.ofNullable(present == null ? value : sameKey(rule, present, value)));
        }
        for (Map.Entry<Scalar, Optional<ConfigTree>> change : changes.entrySet()) {
            if (change.getValue().isPresent()) {
                base.put(change.getKey(), change.getValue().get());
            } else {
                base.remove(change.getKey());
            }
        }
    }

    private Mapping mappings(MergeRule.OfMapping rule, Mapping base, Mapping other) {
        var merged = base.toBuilder();
        for (Map.Entry<Scalar, ConfigTree> entry : other.entries().entrySet()) {
            Scalar key = entry.getKey();
            ConfigTree value = entry.getValue();
            ConfigTree present = base.entries().get(key);
            ConfigTree becomes = present == null ? value : sameKey(rule, present, value);
            if (becomes == null) {
                merged.remove(key);
            } else {
                merged.put(key, becomes);
            }
        }
        return merged.build();
    }

    /** What becomes of a key that is there; null where it goes. */
    private @Nullable ConfigTree sameKey(
            MergeRule.OfMapping rule, ConfigTree present, ConfigTree value) {
        if (rule.deletes() && value instanceof Scalar.Null) {
            return null;
        }
        if (rule.replaces()) {
            return value;
        }
        boolean recurses =
                switch (value) {
                    case Mapping _ -> true;
                    case Sequence _ -> rule.recursesLists();
                    case Scalar.Text _ -> rule.recursesTexts();
                    case Scalar _ -> false;
                };
        return recurses ? merge(present, value) : present;
    }

    private ConfigTree lists(MergeRule.OfList rule, Sequence base, ConfigTree other) {
        return switch (rule.method()) {
            case APPEND -> joined(base.items(), items(other), base.origin());
            case PREPEND -> joined(items(other), base.items(), base.origin());
            case REPLACE -> other instanceof Sequence list ? replaced(rule, base, list) : other;
            case KEEP -> {
                // The original looks into what comes, though it takes nothing from it.
                if (other instanceof Mapping && other.truthy() && base.truthy()) {
                    throw cannotJoin(base, other);
                }
                items(other);
                yield base;
            }
        };
    }

    private static Sequence joined(List<ConfigTree> first, List<ConfigTree> second, Origin origin) {
        var items = new ArrayList<>(first);
        items.addAll(second);
        return new Sequence(items, origin);
    }

    /**
     * What Python iterates over: the items of a list, the keys of a mapping, the characters of a
     * string.
     */
    private static List<ConfigTree> items(ConfigTree other) {
        return switch (other) {
            case Sequence list -> list.items();
            case Mapping mapping -> List.copyOf(mapping.keys());
            case Scalar.Text text -> {
                var characters = new ArrayList<ConfigTree>();
                text.value()
                        .codePoints()
                        .forEach(
                                c ->
                                        characters.add(
                                                new Scalar.Text(
                                                        Character.toString(c), text.origin())));
                yield characters;
            }
            case Scalar _ -> throw cannotJoin(Sequence.EMPTY, other);
        };
    }

    private Sequence replaced(MergeRule.OfList rule, Sequence base, Sequence other) {
        var items = new ArrayList<>(base.items());
        for (int i = 0; i < Math.min(base.size(), other.size()); i++) {
            ConfigTree value = other.items().get(i);
            boolean recurses =
                    switch (value) {
                        case Mapping _ -> rule.recursesMappings();
                        case Sequence _ -> rule.recursesLists();
                        case Scalar.Text _ -> rule.recursesTexts();
                        case Scalar _ -> false;
                    };
            items.set(i, recurses ? merge(items.get(i), value) : value);
        }
        return new Sequence(items, base.origin());
    }

    private static ConfigTree texts(MergeRule.OfText rule, Scalar.Text base, ConfigTree other) {
        if (!rule.appends()) {
            return other;
        }
        if (other instanceof Scalar.Text text) {
            return new Scalar.Text(base.value() + text.value(), base.origin());
        }
        throw cannotJoin(base, other);
    }

    private static MalformedException cannotJoin(ConfigTree base, ConfigTree other) {
        return new MalformedException(
                "merge.types",
                "merging configuration",
                other.origin(),
                "a " + other.kind() + " cannot be joined with a " + base.kind(),
                "Give both values the same type, or choose other merge rules.");
    }
}
