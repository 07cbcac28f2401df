package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ssh}: the machine's own keys, and the keys by which its default user and root may log in
 * ({@code cc_ssh}). Keys that {@code ssh_publish_hostkeys} would publish have nowhere to go: no
 * data source here takes any.
 */
public final class Ssh implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(Ssh.class);

    /** Made by the module system. */
    public Ssh() {}

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Outcome run(ModuleContext context) {
        var faults = new Faults(context.reporter());
        new HostKeys(context, faults).make();
        Mapping config = context.config();
        String user = UserList.of(config).defaultUser();
        List<String> keys = keys(context, faults);
        var files = new AuthorizedKeys(context.host());
        if (user != null) {
            add(() -> files.add(keys, user, ""), user, config, faults);
        }
        String options = rootOptions(config, user == null ? "NONE" : user);
        add(() -> files.add(keys, "root", options), "root", config, faults);
        return faults.outcome();
    }

    /** Keys that cannot be put there are no reason to call the stage failed. */
    private static void add(Faults.Work work, String user, Mapping config, Faults faults) {
        try {
            work.run();
        } catch (IOException failure) {
            faults.warn(
                    "ssh.keys",
                    "adding keys of user " + user,
                    config.origin(),
                    String.valueOf(failure.getMessage()),
                    "See users_groups, which makes the users.");
        }
    }

    private static String rootOptions(Mapping config, String user) {
        if (!config.flag("disable_root", true)) {
            return "";
        }
        String stated = config.shown("disable_root_opts");
        return AuthorizedKeys.redirection(
                stated == null ? AuthorizedKeys.REDIRECTION : stated, "root", user);
    }

    /** The cloud's keys and those of the configuration, each once. */
    private static List<String> keys(ModuleContext context, Faults faults) {
        var keys = new ArrayList<String>();
        if (context.config().flag("allow_public_ssh_keys", true)) {
            keys.addAll(context.instance().publicKeys());
        } else {
            LOG.debug("The cloud's keys are left out: allow_public_ssh_keys is false");
        }
        ConfigTree stated = context.config().get("ssh_authorized_keys");
        faults.attempt(
                "ssh.form",
                "adding keys",
                context.config().origin(),
                "Write a list of keys.",
                () -> {
                    if (stated != null && !(stated instanceof Scalar.Null)) {
                        keys.addAll(UserCreation.keys(stated));
                    }
                });
        return keys;
    }
}
