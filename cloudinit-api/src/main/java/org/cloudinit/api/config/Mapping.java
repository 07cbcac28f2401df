package org.cloudinit.api.config;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping in the order of the document. Keys are scalars of any type, as YAML allows; keys that
 * configuration names are strings, and the accessors with a string argument look for those.
 *
 * @param entries keys and values, copied, in order
 * @param origin where the mapping begins
 */
public record Mapping(Map<Scalar, ConfigTree> entries, Origin origin) implements ConfigTree {
    /** The empty mapping, computed. */
    public static final Mapping EMPTY = new Mapping(Map.of(), Origin.BUILT_IN);

    public Mapping {
        entries = Entries.copyOf(entries);
        Objects.requireNonNull(origin, "origin");
    }

    /** Starts a computed mapping. */
    public static Builder builder() {
        return new Builder(Origin.BUILT_IN);
    }

    /** Starts a mapping that was read at a place. */
    public static Builder builder(Origin origin) {
        return new Builder(origin);
    }

    /** A builder that holds this mapping's entries and origin. */
    public Builder toBuilder() {
        return new Builder(origin, ((Entries) entries).copied());
    }

    /** The value of a string key, or null where the key is absent. A YAML null is a value. */
    public @Nullable ConfigTree get(String key) {
        return entries.get(Scalar.text(key));
    }

    /** Whether the string key is there, whatever its value. */
    public boolean has(String key) {
        return entries.containsKey(Scalar.text(key));
    }

    /** The string value of a key, or null where it is absent or of another type. */
    public @Nullable String text(String key) {
        return get(key) instanceof Scalar.Text text ? text.value() : null;
    }

    /** The string value of a key, or the default where it is absent or of another type. */
    public String text(String key, String otherwise) {
        return get(key) instanceof Scalar.Text text ? text.value() : otherwise;
    }

    /** The mapping under a key; the empty one where it is absent or of another type. */
    public Mapping mapping(String key) {
        return get(key) instanceof Mapping mapping ? mapping : EMPTY;
    }

    /** The list under a key; the empty one where it is absent or of another type. */
    public Sequence sequence(String key) {
        return get(key) instanceof Sequence sequence ? sequence : Sequence.EMPTY;
    }

    /**
     * A list of strings as users write it: one string is a list of one, scalars are shown as Python
     * shows them, nulls and nested nodes are left out, an absent key is an empty list.
     */
    public List<String> texts(String key) {
        return switch (get(key)) {
            case null -> List.of();
            case Scalar.Null _ -> List.of();
            case Scalar scalar -> List.of(scalar.display());
            case Mapping _ -> List.of();
            case Sequence sequence -> {
                var texts = new ArrayList<String>(sequence.size());
                for (ConfigTree item : sequence) {
                    if (item instanceof Scalar scalar && !(scalar instanceof Scalar.Null)) {
                        texts.add(scalar.display());
                    }
                }
                yield List.copyOf(texts);
            }
        };
    }

    /**
     * A switch as the reference reads it ({@code util.get_cfg_option_bool}): a boolean, or any
     * scalar whose text is one of {@code true}, {@code 1}, {@code on}, {@code yes} in any case;
     * everything else is false. The default stands for an absent key only.
     */
    public boolean flag(String key, boolean otherwise) {
        ConfigTree value = get(key);
        return value == null ? otherwise : isTrue(value);
    }

    /** The reference's {@code util.is_true}. */
    public static boolean isTrue(ConfigTree value) {
        return switch (value) {
            case Scalar.Bool bool -> bool.value();
            case Scalar scalar -> {
                String text = bare(scalar.display());
                yield text.equals("true")
                        || text.equals("1")
                        || text.equals("on")
                        || text.equals("yes");
            }
            case Mapping _, Sequence _ -> false;
        };
    }

    private static String bare(String text) {
        return PythonString.strip(text).toLowerCase(Locale.ROOT);
    }

    /**
     * The reference's {@code util.is_false}: false itself, or a scalar whose text is one of {@code
     * false}, {@code 0}, {@code off}, {@code no} in any case. What is not true need not be false.
     */
    public static boolean isFalse(ConfigTree value) {
        return switch (value) {
            case Scalar.Bool bool -> !bool.value();
            case Scalar scalar -> {
                String text = bare(scalar.display());
                yield text.equals("false")
                        || text.equals("0")
                        || text.equals("off")
                        || text.equals("no");
            }
            case Mapping _, Sequence _ -> false;
        };
    }

    /**
     * A single value as text, whatever its type ({@code util.get_cfg_option_str}): of {@code
     * hostname: 1234} it is {@code 1234}. Null where the key is absent or its value no scalar.
     */
    public @Nullable String shown(String key) {
        return get(key) instanceof Scalar scalar ? scalar.display() : null;
    }

    /**
     * The value at a path of keys, or null where a key is absent or a node on the way is no
     * mapping.
     */
    public @Nullable ConfigTree find(String... keys) {
        ConfigTree node = this;
        for (String key : keys) {
            node = node instanceof Mapping mapping ? mapping.get(key) : null;
        }
        return node;
    }

    /** This mapping with one key set; an existing key keeps its place. */
    public Mapping with(String key, ConfigTree value) {
        return toBuilder().put(key, value).build();
    }

    /** This mapping without a key. */
    public Mapping without(String key) {
        return has(key) ? toBuilder().remove(key).build() : this;
    }

    /** The keys in order. */
    public Set<Scalar> keys() {
        return entries.keySet();
    }

    public int size() {
        return entries.size();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public Mapping at(Origin place) {
        return new Mapping(entries, place);
    }

    @Override
    public boolean truthy() {
        return !entries.isEmpty();
    }

    @Override
    public String kind() {
        return "mapping";
    }

    /** Shape and place, never the values, which may be secret. */
    @Override
    public String toString() {
        return "mapping of " + entries.size() + " at " + origin;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mapping that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** Entries that nothing can change any more, so that mappings may share them. */
    private static final class Entries extends AbstractMap<Scalar, ConfigTree> {
        private static final Entries NONE = new Entries(new LinkedHashMap<>());

        private final Map<Scalar, ConfigTree> entries;

        /** Takes over entries that their owner will not change any more. */
        private Entries(Map<Scalar, ConfigTree> owned) {
            this.entries = owned;
        }

        static Entries copyOf(Map<Scalar, ConfigTree> entries) {
            if (entries instanceof Entries unchanging) {
                return unchanging;
            }
            return entries.isEmpty() ? NONE : new Entries(new LinkedHashMap<>(entries));
        }

        Map<Scalar, ConfigTree> copied() {
            return new LinkedHashMap<>(entries);
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public @Nullable ConfigTree get(Object key) {
            return entries.get(key);
        }

        @Override
        public boolean containsKey(Object key) {
            return entries.containsKey(key);
        }

        @Override
        public Set<Scalar> keySet() {
            return Collections.unmodifiableSet(entries.keySet());
        }

        @Override
        public Collection<ConfigTree> values() {
            return Collections.unmodifiableCollection(entries.values());
        }

        @Override
        public Set<Map.Entry<Scalar, ConfigTree>> entrySet() {
            return Collections.unmodifiableMap(entries).entrySet();
        }
    }

    /** Collects entries; a key that is put twice keeps its first place and its last value. */
    public static final class Builder {
        private final Origin origin;
        private Map<Scalar, ConfigTree> entries;
        private boolean built;

        private Builder(Origin origin) {
            this(origin, new LinkedHashMap<>());
        }

        private Builder(Origin origin, Map<Scalar, ConfigTree> entries) {
            this.origin = origin;
            this.entries = entries;
        }

        public Builder put(String key, ConfigTree value) {
            return put(Scalar.text(key), value);
        }

        public Builder put(Scalar key, ConfigTree value) {
            own().put(key, value);
            return this;
        }

        public Builder put(String key, String value) {
            return put(key, Scalar.text(value));
        }

        public Builder put(String key, long value) {
            return put(key, Scalar.integer(value));
        }

        public Builder put(String key, boolean value) {
            return put(key, Scalar.bool(value));
        }

        public Builder remove(String key) {
            return remove(Scalar.text(key));
        }

        public Builder remove(Scalar key) {
            own().remove(key);
            return this;
        }

        public boolean has(String key) {
            return entries.containsKey(Scalar.text(key));
        }

        /** The mapping has the builder's own entries; the builder takes others when it goes on. */
        public Mapping build() {
            built = true;
            return new Mapping(new Entries(entries), origin);
        }

        private Map<Scalar, ConfigTree> own() {
            if (built) {
                entries = new LinkedHashMap<>(entries);
                built = false;
            }
            return entries;
        }
    }
}
