package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Faults;
import org.cloudinit.modules.Programs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one user, or changes what may be changed of one that is there: password, lock, rights and
 * keys ({@code Distro.create_user}).
 */
final class UserCreation {
    private static final Logger LOG = LoggerFactory.getLogger(UserCreation.class);
    private static final String ACT = "making users";

    private final Host host;
    private final Mapping options;
    private final Faults faults;
    private final AccountTable table;
    private final AccountTools tools;
    private final PasswordTools passwords;

    UserCreation(ModuleContext context, Faults faults) {
        this.host = context.host();
        this.options = context.distro().moduleOptions("users_groups");
        this.faults = faults;
        this.table = new AccountTable(host);
        this.tools = new AccountTools(host, options);
        this.passwords = new PasswordTools(host);
    }

    /**
     * Makes a user.
     *
     * @param redirection whose log-ins are sent to which other user; null for none
     */
    void make(String name, Mapping settings, @Nullable Redirection redirection) throws IOException {
        boolean isNew = table.user(name) == null;
        if (isNew) {
            add(name, settings);
        } else {
            LOG.info("User {} is there already", name);
        }
        Origin origin = settings.origin();
        attempt(origin, () -> setPassword(name, settings, isNew));
        attempt(origin, () -> addRights(name, settings));
        attempt(origin, () -> addKeys(name, settings, redirection));
    }

    /** Log-ins that are sent elsewhere: with the cloud's keys, to the default user. */
    record Redirection(List<String> keys, String to) {}

    /** What fails for a user costs that alone: who has a key may log in without a password. */
    private void attempt(Origin origin, Faults.Work work) {
        faults.attempt(
                "users.incomplete",
                ACT,
                origin,
                "See the log; what else the user was to have is done.",
                work);
    }

    static MalformedException malformed(ConfigTree place, String message) {
        return new MalformedException(
                "users.form", ACT, place.origin(), message, "See the settings of users.");
    }

    private void add(String name, Mapping settings) throws IOException {
        List<String> groups = groups(settings);
        ConfigTree create = settings.get("create_groups");
        if (create == null || create.truthy()) {
            var wanted = new ArrayList<>(groups);
            String primary = settings.text("primary_group", "");
            if (!primary.isEmpty()) {
                wanted.add(primary);
            }
            for (String group : tools.missing(wanted)) {
                addGroup(group, settings.origin());
            }
        }
        Mapping own = settings;
        if (options.flag("busybox", false) && settings.has("selinux_user")) {
            faults.warn(
                    "users.selinux",
                    ACT,
                    settings.origin(),
                    "selinux_user is left out",
                    "This distribution has no SELinux.");
            own = settings.without("selinux_user");
        }
        LOG.debug("Adding user {}", name);
        tools.addUser(name, own, groups);
        rename(name);
    }

    private static List<String> groups(Mapping settings) {
        ConfigTree stated = settings.get("groups");
        if (stated instanceof Scalar && !(stated instanceof Scalar.Text) && stated.truthy()) {
            throw malformed(stated, "groups is a list or a string, this is a " + stated.kind());
        }
        return UserList.names(stated);
    }

    /** A group that cannot be made is reported; whether the user can be made will be seen. */
    void addGroup(String group, Origin origin) {
        try {
            tools.addGroup(group);
            LOG.info("Created group {}", group);
        } catch (IOException failure) {
            faults.warn(
                    "users.group",
                    "making group " + group,
                    origin,
                    String.valueOf(failure.getMessage()),
                    "Check the group's name.");
        }
    }

    /** Some images have a user of their own whose place the first one takes. */
    private void rename(String name) throws IOException {
        String program = options.text("rename_user");
        if (program == null) {
            return;
        }
        new Programs(host.processes())
                .run(
                        new Command(
                                List.of(program, "-f", "-s"),
                                Map.of("SUDO_USER", name),
                                new byte[0],
                                60_000,
                                Output.CAPTURED));
    }

    private void setPassword(String name, Mapping settings, boolean isNew) throws IOException {
        boolean stated = set(name, settings, "plain_text_passwd", false);
        stated |= set(name, settings, "hashed_passwd", true);
        if (isNew) {
            stated |= settings.has("passwd");
        } else if (!stated && settings.has("passwd")) {
            warn(
                    "users.passwd",
                    settings,
                    "passwd is ignored, for user " + name + " is there already",
                    "Use hashed_passwd.");
        }
        ConfigTree lock = settings.get("lock_passwd");
        if (lock == null || lock.truthy()) {
            passwords.lock(name);
        } else if (stated || (!isNew && !passwords.isEmpty(name))) {
            passwords.unlock(name);
        } else {
            warn(
                    "users.no-password",
                    settings,
                    "user " + name + " stays locked, for it has no password",
                    "Give hashed_passwd beside lock_passwd: false.");
        }
    }

    private void warn(String code, Mapping settings, String message, String remedy) {
        faults.warn(code, ACT, settings.origin(), message, remedy);
    }

    /** Whether a password is stated, which may be the empty one: that is set by unlocking. */
    private boolean set(String name, Mapping settings, String key, boolean hashed)
            throws IOException {
        ConfigTree stated = settings.get(key);
        if (stated == null) {
            return false;
        }
        if (stated.truthy()) {
            passwords.set(List.of(entry(name, stated, key)), hashed, false);
        }
        return true;
    }

    static PasswordTools.Entry entry(String user, ConfigTree stated, String key) {
        if (!(stated instanceof Scalar password) || stated instanceof Scalar.Binary) {
            throw malformed(stated, key + " is a string, and this is a " + stated.kind());
        }
        String text = password.display();
        if (text.indexOf('\n') >= 0 || user.indexOf('\n') >= 0 || user.indexOf(':') >= 0) {
            throw malformed(stated, "no line break may be in " + key + ", no colon in a name");
        }
        return new PasswordTools.Entry(user, text);
    }

    private void addRights(String name, Mapping settings) throws IOException {
        var files = new RightsFiles(host);
        ConfigTree doas = settings.get("doas");
        if (doas != null && doas.truthy()) {
            List<String> rules = rules(doas, "doas");
            if (areRulesOf(name, rules)) {
                files.addDoas(name, rules);
            } else {
                faults.warn(
                        "users.doas",
                        ACT,
                        doas.origin(),
                        "a rule of doas is none for user " + name + "; none is written",
                        "Write permit or deny, and the user's own name.");
            }
        }
        ConfigTree sudo = settings.get("sudo");
        if (sudo != null && sudo.truthy()) {
            files.addSudo(name, rules(sudo, "sudo"));
        }
    }

    private static boolean areRulesOf(String name, List<String> rules) {
        for (String rule : rules) {
            if (!name.equals(DoasRule.user(rule)) || rule.indexOf('\n') >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Rules of a list, or one rule. */
    private static List<String> rules(ConfigTree stated, String key) {
        var rules = new ArrayList<String>();
        switch (stated) {
            case Scalar.Text rule -> rules.add(rule.value());
            case Sequence items -> {
                for (ConfigTree item : items) {
                    if (!(item instanceof Scalar rule)) {
                        throw malformed(item, "a rule of " + key + " is a " + item.kind());
                    }
                    rules.add(rule.display());
                }
            }
            case Scalar _, Mapping _ ->
                    throw malformed(stated, key + " is a list, and this is a " + stated.kind());
        }
        return rules;
    }

    private void addKeys(String name, Mapping settings, @Nullable Redirection redirection)
            throws IOException {
        ConfigTree stated = settings.get("ssh_authorized_keys");
        var keys = new AuthorizedKeys(host);
        if (stated != null) {
            keys.add(keys(stated), name, "");
        }
        if (redirection != null) {
            String pattern = AuthorizedKeys.REDIRECTION;
            keys.add(
                    redirection.keys(),
                    name,
                    AuthorizedKeys.redirection(pattern, name, redirection.to()));
        }
    }

    /** Keys of a list, of a mapping's values, or one key; each once. */
    static List<String> keys(ConfigTree stated) {
        var keys = new LinkedHashSet<String>();
        switch (stated) {
            case Scalar.Text key -> keys.add(key.value());
            case Scalar.Null _ -> {}
            case Sequence items -> items.forEach(item -> keys.add(key(item)));
            case Mapping named -> named.entries().values().forEach(item -> keys.add(key(item)));
            case Scalar _ ->
                    throw malformed(
                            stated,
                            "ssh_authorized_keys is a list, and this is a " + stated.kind());
        }
        return List.copyOf(keys);
    }

    private static String key(ConfigTree item) {
        if (item instanceof Scalar scalar) {
            return scalar.display();
        }
        throw malformed(item, "a key is a line of text, and this is a " + item.kind());
    }
}
