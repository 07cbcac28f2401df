package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Faults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code users_groups}: groups and their members, users with passwords, rights and keys ({@code
 * cc_users_groups}).
 */
public final class UsersGroups implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(UsersGroups.class);
    private static final List<String> WITHOUT_HOME = List.of("no_create_home", "system");
    private static final List<String> IN_HOME =
            List.of("ssh_authorized_keys", "ssh_import_id", "ssh_redirect_user");

    /** Made by the module system. */
    public UsersGroups() {}

    @Override
    public String name() {
        return "users_groups";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Outcome run(ModuleContext context) {
        var faults = new Faults(context.reporter());
        UserList list = UserList.of(context.config());
        list.problems().forEach(faults::add);
        var creation = new UserCreation(context, faults);
        makeGroups(list.groups(), creation, context, faults);
        for (Map.Entry<String, Mapping> user : list.users().entrySet()) {
            faults.attempt(
                    "users.not-made",
                    "making a user",
                    user.getValue().origin(),
                    "Check the user's settings; the others are made.",
                    () -> make(user.getKey(), user.getValue(), list, creation, context, faults));
        }
        return faults.outcome();
    }

    private static void makeGroups(
            Map<String, List<String>> groups,
            UserCreation creation,
            ModuleContext context,
            Faults faults) {
        var table = new AccountTable(context.host());
        var tools =
                new AccountTools(context.host(), context.distro().moduleOptions("users_groups"));
        groups.forEach(
                (group, members) ->
                        faults.attempt(
                                "users.members",
                                "making a group",
                                Origin.BUILT_IN,
                                "Check the group's members; the other groups are made.",
                                () -> {
                                    if (table.hasGroup(group)) {
                                        LOG.warn("Group {} is there already", group);
                                    } else {
                                        creation.addGroup(group, Origin.BUILT_IN);
                                    }
                                    join(group, members, table, tools);
                                }));
    }

    private static void join(
            String group, List<String> members, AccountTable table, AccountTools tools)
            throws IOException {
        for (String member : members) {
            if (table.user(member) == null) {
                LOG.warn("{} is no member of group {}: there is no such user", member, group);
            } else {
                tools.join(member, group);
            }
        }
    }

    private static void make(
            String name,
            Mapping settings,
            UserList list,
            UserCreation creation,
            ModuleContext context,
            Faults faults)
            throws IOException {
        if (settings.has("snapuser")) {
            faults.add(
                    "users.snap",
                    "making user " + name,
                    settings.origin(),
                    "users of snap are not made here",
                    "Leave snapuser out; the user's other settings are not applied either.");
            return;
        }
        refuseKeysWithoutHome(name, settings);
        creation.make(name, settings, redirection(name, settings, list, context, faults));
    }

    private static void refuseKeysWithoutHome(String name, Mapping settings) {
        List<String> without = set(settings, WITHOUT_HOME);
        List<String> within = set(settings, IN_HOME);
        if (!without.isEmpty() && !within.isEmpty()) {
            throw UserCreation.malformed(
                    settings,
                    "user "
                            + name
                            + " is not made: "
                            + String.join(", ", within)
                            + " cannot be with "
                            + String.join(", ", without));
        }
    }

    private static List<String> set(Mapping settings, List<String> keys) {
        var set = new ArrayList<>(keys);
        set.removeIf(key -> !AccountTools.isSet(settings, key));
        return set;
    }

    private static UserCreation.@Nullable Redirection redirection(
            String name, Mapping settings, UserList list, ModuleContext context, Faults faults) {
        ConfigTree stated = settings.get("ssh_redirect_user");
        if (stated == null || !stated.truthy()) {
            return null;
        }
        if (settings.has("ssh_authorized_keys") || settings.has("ssh_import_id")) {
            throw UserCreation.malformed(
                    stated,
                    "user "
                            + name
                            + " is not made: ssh_redirect_user cannot be with keys of its own");
        }
        boolean known = stated.equals(Scalar.bool(true)) || stated.equals(Scalar.text("default"));
        if (!known) {
            throw UserCreation.malformed(
                    stated, "ssh_redirect_user is true, false or default; the user is not made");
        }
        String to = list.defaultUser();
        List<String> keys = context.instance().publicKeys();
        if (to == null || keys.isEmpty()) {
            faults.warn(
                    "users.redirect",
                    "making user " + name,
                    stated.origin(),
                    "log-ins are not redirected: "
                            + (to == null ? "there is no default user" : "the cloud has no keys"),
                    "Ask for the default user in users, and give the instance a key.");
            return null;
        }
        return new UserCreation.Redirection(keys, to);
    }
}
