package org.cloudinit.net.interpret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.jspecify.annotations.Nullable;

/** A mapping of the document while it is read: each value that is asked for becomes a node. */
final class Entry {
    private final Input input;
    private final Node node;
    private final Mapping mapping;
    private final Set<String> asked = new HashSet<>();

    private Entry(Input input, Node node, Mapping mapping) {
        this.input = input;
        this.node = node;
        this.mapping = mapping;
    }

    /** Reads a tree that must be a mapping. */
    static Entry of(Input input, Node node, ConfigTree tree) {
        return switch (tree) {
            case Mapping mapping -> new Entry(input, node, mapping);
            case Scalar _, Sequence _ -> throw Refusal.wrongKind(node, "mapping", tree.kind());
        };
    }

    Input input() {
        return input;
    }

    Node node() {
        return node;
    }

    /** The value of a key, or null where it is absent or null. Nobody has to account for it. */
    @Nullable ConfigTree raw(String key) {
        asked.add(key);
        ConfigTree value = mapping.get(key);
        return value instanceof Scalar.Null ? null : value;
    }

    /** Whether the key holds something that Python takes for true. */
    boolean truthy(String key) {
        ConfigTree value = raw(key);
        return value != null && value.truthy();
    }

    /** The value of a key as a string, or null where it is absent. */
    @Nullable String text(String key) {
        ConfigTree value = raw(key);
        return switch (value) {
            case null -> null;
            case Scalar scalar -> scalar.display();
            case Mapping _, Sequence _ ->
                    throw Refusal.wrongKind(group(key, value), "string", value.kind());
        };
    }

    /** A setting, or null where the key is absent, null or an empty string. */
    @Nullable Setting setting(String key) {
        ConfigTree value = raw(key);
        return switch (value) {
            case null -> null;
            case Scalar scalar ->
                    scalar instanceof Scalar.Text text && text.value().isEmpty()
                            ? null
                            : new Setting(scalar, input.node(node, key, scalar.origin()));
            case Mapping _, Sequence _ ->
                    throw Refusal.wrongKind(group(key, value), "single value", value.kind());
        };
    }

    /** A value that belongs to this entry as a whole, and is accounted for with it. */
    @Nullable Setting part(String key) {
        ConfigTree value = raw(key);
        return switch (value) {
            case null -> null;
            case Scalar scalar ->
                    scalar instanceof Scalar.Text text && text.value().isEmpty()
                            ? null
                            : new Setting(scalar, group(key, scalar));
            case Mapping _, Sequence _ ->
                    throw Refusal.wrongKind(group(key, value), "single value", value.kind());
        };
    }

    /** A setting, or null where the key is absent or holds what Python takes for untrue. */
    @Nullable Setting settingIfTrue(String key) {
        return truthy(key) ? setting(key) : null;
    }

    /**
     * A link-layer address, in lower case as the reference keeps it. Digits with colons and without
     * quotes are a number in YAML, whose text is no address any more.
     */
    @Nullable Setting mac(String key) {
        Setting mac = setting(key);
        if (mac != null && !(mac.value() instanceof Scalar.Text)) {
            throw Refusal.at(
                    mac.node(),
                    "bad-address",
                    "is a " + mac.value().kind() + " and not the text of an address",
                    "Put the address in quotes");
        }
        return mac == null
                ? null
                : new Setting(
                        new Scalar.Text(mac.text().toLowerCase(Locale.ROOT), mac.value().origin()),
                        mac.node());
    }

    /** An MTU; 0 is none, and a machine that got it would be cut off. */
    @Nullable Setting mtu() {
        Setting mtu = setting("mtu");
        if (mtu != null && mtu.value() instanceof Scalar.Int number && number.value() == 0) {
            throw Refusal.at(
                    mtu.node(), "bad-mtu", "is 0", "Leave the key out to keep the link's own MTU");
        }
        return mtu;
    }

    /**
     * A switch as the reference reads it ({@code util.is_true}), or null where the key is absent.
     */
    @Nullable Setting flag(String key) {
        Setting setting = setting(key);
        return setting == null
                ? null
                : new Setting(
                        new Scalar.Bool(Mapping.isTrue(setting.value()), setting.value().origin()),
                        setting.node());
    }

    /** A list of values: a single value is a list of one, or is cut at blanks. */
    List<Setting> settings(String key, boolean cutAtBlanks) {
        ConfigTree value = raw(key);
        return switch (value) {
            case null -> List.of();
            case Scalar scalar -> singles(key, scalar, cutAtBlanks);
            case Sequence sequence -> items(group(key, sequence), sequence);
            case Mapping mapping ->
                    throw Refusal.wrongKind(group(key, mapping), "list", mapping.kind());
        };
    }

    private List<Setting> singles(String key, Scalar scalar, boolean cutAtBlanks) {
        if (!scalar.truthy()) {
            return List.of();
        }
        if (!cutAtBlanks || !(scalar instanceof Scalar.Text text)) {
            return List.of(new Setting(scalar, input.node(node, key, scalar.origin())));
        }
        var settings = new ArrayList<Setting>();
        String words = text.value();
        int start = -1;
        for (int i = 0; i <= words.length(); i++) {
            boolean blank = i == words.length() || Character.isWhitespace(words.charAt(i));
            if (blank && start >= 0) {
                // One word may be lost while the others are written.
                String segment = "[" + settings.size() + "]";
                settings.add(
                        new Setting(
                                new Scalar.Text(words.substring(start, i), scalar.origin()),
                                input.node(group(key, scalar), segment, scalar.origin())));
                start = -1;
            } else if (!blank && start < 0) {
                start = i;
            }
        }
        return settings;
    }

    private List<Setting> items(Node list, Sequence sequence) {
        var settings = new ArrayList<Setting>(sequence.size());
        int position = 0;
        for (ConfigTree item : sequence) {
            String segment = "[" + position++ + "]";
            switch (item) {
                case Scalar.Null _ -> {}
                case Scalar scalar ->
                        settings.add(
                                new Setting(scalar, input.node(list, segment, scalar.origin())));
                case Mapping _, Sequence _ ->
                        throw Refusal.wrongKind(
                                Input.group(list, segment, item), "single value", item.kind());
            }
        }
        return settings;
    }

    /** The items of a list of mappings; an absent key is an empty list. */
    List<Entry> entries(String key) {
        ConfigTree value = raw(key);
        return switch (value) {
            case null -> List.of();
            case Sequence sequence -> entries(input, group(key, sequence), sequence);
            case Mapping _, Scalar _ -> {
                if (!value.truthy()) {
                    yield List.of();
                }
                throw Refusal.wrongKind(group(key, value), "list", value.kind());
            }
        };
    }

    /** The items of a list of mappings, each of which is accounted for as a whole. */
    static List<Entry> entries(Input input, Node list, Sequence sequence) {
        var entries = new ArrayList<Entry>(sequence.size());
        int position = 0;
        for (ConfigTree item : sequence) {
            entries.add(of(input, input.node(list, "[" + position++ + "]", item.origin()), item));
        }
        return entries;
    }

    /** A mapping under a key; an absent or null key is an empty mapping. */
    Entry entry(String key) {
        ConfigTree value = raw(key);
        return value == null
                ? new Entry(input, node, Mapping.EMPTY)
                : of(input, group(key, value), value);
    }

    /** The entries of a mapping whose keys the document chooses, each accounted for as a whole. */
    List<Named> named() {
        var named = new ArrayList<Named>(mapping.size());
        for (Map.Entry<Scalar, ConfigTree> pair : mapping.entries().entrySet()) {
            String name = pair.getKey().display();
            ConfigTree value =
                    pair.getValue() instanceof Scalar.Null ? Mapping.EMPTY : pair.getValue();
            named.add(
                    new Named(
                            name,
                            of(input, input.node(node, name, pair.getValue().origin()), value)));
        }
        return named;
    }

    /** Every value of this mapping as a parameter without a key of a table, nulls left out. */
    List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>(mapping.size());
        for (Map.Entry<Scalar, ConfigTree> pair : mapping.entries().entrySet()) {
            if (!(pair.getValue() instanceof Scalar.Null)) {
                String name = pair.getKey().display();
                Node place = input.node(node, name, pair.getValue().origin());
                parameters.add(new Parameter(name, null, pair.getValue(), place));
            }
        }
        return parameters;
    }

    /** Reads one more value as a parameter, or null where the key is absent or untrue. */
    @Nullable Parameter parameter(String key) {
        ConfigTree value = raw(key);
        return value == null || !value.truthy()
                ? null
                : new Parameter(key, null, value, input.node(node, key, value.origin()));
    }

    /** Names the keys that nobody asked for as ignored. To be called when all is read. */
    void close(String reason) {
        if (asked.size() >= mapping.size() && allAsked()) {
            return;
        }
        for (Map.Entry<Scalar, ConfigTree> pair : mapping.entries().entrySet()) {
            boolean silent = pair.getValue() instanceof Scalar.Null;
            if (!silent
                    && !(pair.getKey() instanceof Scalar.Text key && asked.contains(key.value()))) {
                input.ignore(group(pair.getKey().display(), pair.getValue()), reason);
            }
        }
    }

    private boolean allAsked() {
        for (Scalar key : mapping.keys()) {
            if (!(key instanceof Scalar.Text text && asked.contains(text.value()))) {
                return false;
            }
        }
        return true;
    }

    private Node group(String key, ConfigTree value) {
        return Input.group(node, key, value);
    }

    /** An entry of a mapping whose keys the document chooses. */
    record Named(String name, Entry entry) {}
}
