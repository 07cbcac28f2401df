package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.Host;
import org.jspecify.annotations.Nullable;

/**
 * Makes users and groups: with {@code useradd} and {@code groupadd}, or with BusyBox' {@code
 * adduser} and {@code addgroup} where the distribution may have those alone.
 */
final class AccountTools {
    /** Settings that are an option with a value, in the order of the settings' names. */
    private static final Map<String, String> USERADD_OPTIONS =
            new TreeMap<>(
                    Map.of(
                            "expiredate", "--expiredate",
                            "gecos", "--comment",
                            "groups", "--groups",
                            "homedir", "--home",
                            "inactive", "--inactive",
                            "passwd", "--password",
                            "primary_group", "--gid",
                            "selinux_user", "--selinux-user",
                            "shell", "--shell",
                            "uid", "--uid"));

    private static final Map<String, String> USERADD_FLAGS =
            Map.of(
                    "no_log_init", "--no-log-init",
                    "no_user_group", "--no-user-group",
                    "system", "--system");

    private static final Map<String, String> ADDUSER_OPTIONS =
            new TreeMap<>(
                    Map.of(
                            "gecos", "-g",
                            "homedir", "-h",
                            "primary_group", "-G",
                            "shell", "-s",
                            "uid", "-u"));

    private static final Map<String, String> ADDUSER_FLAGS = Map.of("system", "-S");

    private final Tool tool;
    private final AccountTable table;
    private final Host host;
    private final boolean mayBeBusyBox;

    /**
     * The tools of a machine.
     *
     * @param options what the distribution's profile says of {@code users_groups}
     */
    AccountTools(Host host, Mapping options) {
        this.host = host;
        this.tool = new Tool(host);
        this.table = new AccountTable(host);
        this.mayBeBusyBox = options.flag("busybox", false);
    }

    private boolean lacks(String program) {
        return mayBeBusyBox && !tool.isInstalled(program);
    }

    /** Makes a group. */
    void addGroup(String name) throws IOException {
        tool.run(lacks("groupadd") ? "addgroup" : "groupadd", name);
    }

    /** Makes a user a member of a group beside those that it is in. */
    void join(String user, String group) throws IOException {
        if (lacks("groupadd")) {
            tool.run("addgroup", user, group);
        } else {
            tool.run("usermod", "-a", "-G", group, user);
        }
    }

    /**
     * Makes a user with the settings that are the tool's; groups that are missing are not made.
     *
     * @param groups the groups beside its own
     */
    void addUser(String name, Mapping settings, List<String> groups) throws IOException {
        Mapping all =
                groups.isEmpty()
                        ? settings.without("groups")
                        : settings.with("groups", Scalar.text(String.join(",", groups)));
        if (lacks("useradd")) {
            addWithBusyBox(name, all, groups);
            return;
        }
        List<String> words = new ArrayList<>(List.of("useradd", name));
        addWords(words, all, USERADD_OPTIONS, USERADD_FLAGS);
        words.add(hasHome(settings) ? "-m" : "-M");
        if (words.contains("--password")) {
            tool.runSecretly(words);
        } else {
            tool.run(words.toArray(new String[0]));
        }
    }

    static boolean hasHome(Mapping settings) {
        return !isSet(settings, "no_create_home") && !isSet(settings, "system");
    }

    /** Whether a setting is there and true as Python sees it. */
    static boolean isSet(Mapping settings, String key) {
        ConfigTree value = settings.get(key);
        return value != null && value.truthy();
    }

    /** Options and flags, by the names of their settings. */
    private static void addWords(
            List<String> words,
            Mapping settings,
            Map<String, String> options,
            Map<String, String> flags) {
        var named = new TreeMap<>(options);
        named.putAll(flags);
        for (Map.Entry<String, String> entry : named.entrySet()) {
            String value = text(settings, entry.getKey());
            if (flags.containsKey(entry.getKey())) {
                if (isSet(settings, entry.getKey())) {
                    words.add(entry.getValue());
                }
            } else if (value != null && !value.isEmpty()) {
                words.add(entry.getValue());
                words.add(value);
            }
        }
    }

    /** A value as text: numbers and dates too, for nobody quotes an expiry date. */
    private static @Nullable String text(Mapping settings, String key) {
        return switch (settings.get(key)) {
            case Scalar.Text text -> text.value();
            case Scalar.Int number -> number.display();
            case Scalar.Date date -> date.display();
            case null, default -> null;
        };
    }

    private void addWithBusyBox(String name, Mapping settings, List<String> groups)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("adduser", "-D"));
        addWords(words, settings, ADDUSER_OPTIONS, ADDUSER_FLAGS);
        if (!hasHome(settings)) {
            words.add("-H");
        }
        words.add(name);
        tool.run(words.toArray(new String[0]));
        for (String group : groups) {
            tool.run("addgroup", name, group);
        }
        String hash = settings.text("passwd", "");
        if (!hash.isEmpty()) {
            new PasswordTools(host).set(List.of(new PasswordTools.Entry(name, hash)), true, false);
        }
        setAges(name, settings);
    }

    /** What {@code adduser} always sets is left open, as {@code useradd} leaves it. */
    private void setAges(String name, Mapping settings) throws IOException {
        var fields = new TreeMap<Integer, String>();
        fields.put(ShadowFile.LEAST_AGE, "");
        fields.put(ShadowFile.MOST_AGE, "");
        fields.put(ShadowFile.WARNING, "");
        String inactive = text(settings, "inactive");
        if (inactive != null) {
            fields.put(ShadowFile.INACTIVE, inactive);
        }
        String expiry = text(settings, "expiredate");
        if (expiry != null && !expiry.isEmpty()) {
            fields.put(ShadowFile.EXPIRY, Long.toString(days(expiry)));
        }
        new ShadowFile(host.root()).set(name, fields);
    }

    private static long days(String date) throws IOException {
        try {
            return java.time.LocalDate.parse(date).toEpochDay();
        } catch (java.time.format.DateTimeParseException e) {
            throw new IOException("expiredate is no date like 2032-09-01", e);
        }
    }

    /** Which of some groups are not there. */
    List<String> missing(List<String> groups) throws IOException {
        var missing = new ArrayList<String>();
        for (String group : groups) {
            if (!table.hasGroup(group)) {
                missing.add(group);
            }
        }
        return missing;
    }
}
