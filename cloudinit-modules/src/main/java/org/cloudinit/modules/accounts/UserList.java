package org.cloudinit.modules.accounts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The users and groups that a configuration asks for, all its forms understood ({@code
 * ug_util.normalize_users_groups}).
 *
 * @param users settings by the user's name, in the order in which they are made; names of settings
 *     have underscores
 * @param groups members by the group's name
 * @param defaultUser name of the user that {@code default} stands for, or null if it is not asked
 *     for
 * @param problems entries that are left out
 */
record UserList(
        Map<String, Mapping> users,
        Map<String, List<String>> groups,
        @Nullable String defaultUser,
        List<Problem> problems) {
    private static final String DEFAULT = "default";

    /** The users and groups of a configuration. */
    static UserList of(Mapping config) {
        return new Reader(config).read();
    }

    /**
     * Names of a list, a comma-separated string, or the keys of a mapping, each once, in order
     * ({@code util.uniq_merge}). Blanks around a name do not count.
     */
    static List<String> names(@Nullable ConfigTree stated) {
        var names = new ArrayList<String>();
        switch (stated) {
            case Scalar.Text text -> addNames(text.value(), names);
            case Sequence items -> items.forEach(item -> addName(item, names));
            case Mapping keyed -> keyed.keys().forEach(key -> addName(key, names));
            case Scalar _ -> {}
            case null -> {}
        }
        return List.copyOf(names);
    }

    private static void addNames(String text, List<String> names) {
        for (String name : text.split(",", -1)) {
            add(name, names);
        }
    }

    private static void addName(ConfigTree item, List<String> names) {
        if (item instanceof Scalar scalar && !(item instanceof Scalar.Null)) {
            add(scalar.display(), names);
        }
    }

    private static void add(String text, List<String> names) {
        String name = PythonString.strip(text);
        if (!name.isEmpty() && !names.contains(name)) {
            names.add(name);
        }
    }

    /** Puts two mappings together; what the first one says counts ({@code mergemanydict}). */
    private static Mapping merged(Mapping first, Mapping second) {
        Mapping.Builder merged = first.toBuilder();
        for (Map.Entry<Scalar, ConfigTree> entry : second.entries().entrySet()) {
            ConfigTree present = first.entries().get(entry.getKey());
            if (present == null) {
                merged.put(entry.getKey(), entry.getValue());
            } else if (present instanceof Mapping one && entry.getValue() instanceof Mapping two) {
                merged.put(entry.getKey(), merged(one, two));
            }
        }
        return merged.build();
    }

    private static final class Reader {
        private final Mapping config;
        private final Map<String, Mapping> users = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private Mapping defaults;

        Reader(Mapping config) {
            this.config = config;
            this.defaults = config.mapping("system_info").mapping("default_user");
        }

        UserList read() {
            boolean older = readOlderForm();
            ConfigTree stated = config.get("users");
            switch (stated) {
                case Mapping keyed -> keyed(keyed, older);
                case Scalar.Text text -> names(text).stream().sorted().forEach(this::addNamed);
                case Sequence items -> items.forEach(this::addItem);
                case null -> {}
                case Scalar _ -> refuse(stated, "users is a list, and this is a " + stated.kind());
            }
            if (older && !(stated instanceof Mapping)) {
                add(DEFAULT, Mapping.EMPTY);
            }
            users.replaceAll((name, settings) -> underscored(settings));
            String defaultUser = resolveDefault();
            return new UserList(users, groups(), defaultUser, List.copyOf(problems));
        }

        private void refuse(ConfigTree place, String message) {
            refuse(place.origin(), message);
        }

        private void refuse(Origin origin, String message) {
            problems.add(
                    Problem.error(
                            "users.form",
                            "reading users and groups",
                            origin,
                            message,
                            "See the forms of users and groups; the others are made."));
        }

        /** {@code user:} changes the default user, and asks for it. */
        private boolean readOlderForm() {
            ConfigTree stated = config.get("user");
            if (stated == null || !stated.truthy()) {
                return false;
            }
            switch (stated) {
                case Scalar.Text name ->
                        defaults =
                                merged(
                                        Mapping.builder().put("name", name.value()).build(),
                                        defaults);
                case Mapping own -> defaults = merged(own, defaults);
                case Scalar _, Sequence _ -> {
                    refuse(stated, "user is a mapping or a name, and this is a " + stated.kind());
                    return false;
                }
            }
            return true;
        }

        private void keyed(Mapping stated, boolean older) {
            Mapping all =
                    older && !stated.has(DEFAULT)
                            ? stated.with(DEFAULT, Scalar.bool(true))
                            : stated;
            for (Map.Entry<Scalar, ConfigTree> entry : all.entries().entrySet()) {
                String name = entry.getKey().display();
                switch (entry.getValue()) {
                    case Mapping own -> add(name, own.without("name"));
                    case Scalar.Null nothing ->
                            refuse(nothing, "the user has neither settings nor true");
                    case Scalar flag -> {
                        if (Mapping.isTrue(flag)) {
                            addNamed(name);
                        }
                    }
                    case Sequence items ->
                            refuse(items, "the user's settings are a mapping, and this is a list");
                }
            }
        }

        private void addItem(ConfigTree item) {
            switch (item) {
                case Mapping own -> {
                    ConfigTree name = own.get("name");
                    switch (name) {
                        case null -> add(DEFAULT, own);
                        case Scalar scalar when scalar.truthy() ->
                                add(PythonString.strip(scalar.display()), own.without("name"));
                        default -> refuse(own, "the user has a name that is none");
                    }
                }
                case Scalar.Text text -> names(text).forEach(this::addNamed);
                case Sequence items -> names(items).forEach(this::addNamed);
                case Scalar _ ->
                        refuse(item, "a user is a mapping or a name, and this is a " + item.kind());
            }
        }

        private void addNamed(String name) {
            users.putIfAbsent(name, Mapping.EMPTY);
        }

        private void add(String name, Mapping own) {
            Mapping earlier = users.get(name);
            users.put(name, earlier == null ? own : merged(earlier, own));
        }

        private static Mapping underscored(Mapping settings) {
            Mapping.Builder named = Mapping.builder(settings.origin());
            for (Map.Entry<Scalar, ConfigTree> entry : settings.entries().entrySet()) {
                String key = PythonString.strip(entry.getKey().display().replace('-', '_'));
                if (!key.isEmpty()) {
                    named.put(key, entry.getValue());
                }
            }
            return named.build();
        }

        /** Puts the distribution's default user in the place of {@code default}: at the end. */
        private @Nullable String resolveDefault() {
            Mapping asked = users.remove(DEFAULT);
            if (asked == null || defaults.isEmpty()) {
                return null;
            }
            String name = defaults.shown("name");
            if (name == null || name.isEmpty()) {
                refuse(defaults, "the default user has no name");
                return null;
            }
            Mapping named = Objects.requireNonNullElse(users.remove(name), Mapping.EMPTY);
            var groups = new TreeSet<>(names(named.get("groups")));
            groups.addAll(names(defaults.get("groups")));
            Mapping own = named.with("groups", Scalar.text(String.join(",", groups)));
            Mapping distribution = defaults.without("name").without("groups");
            users.put(name, merged(merged(own, asked), distribution));
            return name;
        }

        private Map<String, List<String>> groups() {
            var groups = new LinkedHashMap<String, List<String>>();
            ConfigTree stated = config.get("groups");
            switch (stated) {
                case null -> {}
                case Scalar.Text text -> names(text).forEach(name -> addMembers(groups, name));
                case Mapping keyed -> addGroups(groups, keyed);
                case Sequence items -> items.forEach(item -> addGroup(groups, item));
                case Scalar _ -> refuse(stated, "groups is a list, and this is a " + stated.kind());
            }
            groups.replaceAll((name, members) -> List.copyOf(new TreeSet<>(members)));
            return groups;
        }

        private void addGroup(Map<String, List<String>> groups, ConfigTree item) {
            switch (item) {
                case Mapping keyed -> addGroups(groups, keyed);
                case Scalar.Text name -> addMembers(groups, name.value());
                case Scalar _, Sequence _ ->
                        refuse(item, "a group is a name or a mapping, this is a " + item.kind());
            }
        }

        private void addGroups(Map<String, List<String>> groups, Mapping keyed) {
            for (Map.Entry<Scalar, ConfigTree> entry : keyed.entries().entrySet()) {
                List<String> members = addMembers(groups, entry.getKey().display());
                switch (entry.getValue()) {
                    case Sequence names -> members.addAll(names(names));
                    case Scalar.Text names -> members.addAll(names(names));
                    case Scalar.Null _ -> {}
                    case Scalar _, Mapping _ ->
                            refuse(
                                    entry.getValue(),
                                    "members are a list, and this is a " + entry.getValue().kind());
                }
            }
        }

        private static List<String> addMembers(Map<String, List<String>> groups, String name) {
            return groups.computeIfAbsent(PythonString.strip(name), key -> new ArrayList<>());
        }
    }
}
