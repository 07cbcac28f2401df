package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Faults;
import org.cloudinit.modules.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ssh_import_id}: adds keys that users have at Launchpad or GitHub, by the program of that
 * name, which is run as the user ({@code cc_ssh_import_id}).
 */
public final class SshImportId implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(SshImportId.class);
    private static final String KEY = "ssh_import_id";
    private static final String PROGRAM = "ssh-import-id";
    private static final long LIMIT_MILLIS = 120_000;
    private static final long PAUSE_MILLIS = 500;

    /** Made by the module system. */
    public SshImportId() {}

    @Override
    public String name() {
        return KEY;
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> distros() {
        return Set.of("alpine", "cos", "debian", "raspberry-pi-os", "ubuntu");
    }

    @Override
    public Outcome run(ModuleContext context) {
        if (!isAskedFor(context.config())) {
            return new Outcome.Skipped("there is no ssh_import_id");
        }
        if (!Programs.isInstalled(PROGRAM, context.host().root())) {
            LOG.warn("{} is not installed: no keys are imported", PROGRAM);
            return new Outcome.Skipped(PROGRAM + " is not installed");
        }
        var faults = new Faults(context.reporter());
        for (Map.Entry<String, List<String>> user : wanted(context).entrySet()) {
            faults.attempt(
                    "ssh.import",
                    "importing a user's keys",
                    context.config().origin(),
                    "Check the network and the identities; other users' keys are imported.",
                    () -> fetch(user.getKey(), user.getValue(), context.host()));
        }
        return faults.outcome();
    }

    /** Whether the key stands anywhere in mappings, or in mappings of lists. */
    static boolean isAskedFor(Mapping config) {
        for (Map.Entry<Scalar, ConfigTree> entry : config.entries().entrySet()) {
            if (entry.getKey().display().equals(KEY) || isAskedFor(entry.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAskedFor(ConfigTree value) {
        if (value instanceof Sequence items) {
            for (ConfigTree item : items) {
                if (item instanceof Mapping mapping && isAskedFor(mapping)) {
                    return true;
                }
            }
        }
        return value instanceof Mapping mapping && isAskedFor(mapping);
    }

    private static Map<String, List<String>> wanted(ModuleContext context) {
        var wanted = new java.util.LinkedHashMap<String, List<String>>();
        List<ConfigTree> arguments = context.arguments();
        if (!arguments.isEmpty()) {
            List<String> words = UserList.names(new Sequence(arguments, context.config().origin()));
            wanted.put(words.getFirst(), words.subList(1, words.size()));
            return wanted;
        }
        UserList list = UserList.of(context.config());
        for (Map.Entry<String, Mapping> user : list.users().entrySet()) {
            Mapping source =
                    user.getKey().equals(list.defaultUser()) ? context.config() : user.getValue();
            wanted.put(user.getKey(), UserList.names(source.get(KEY)));
        }
        return wanted;
    }

    private static void fetch(String user, List<String> identities, Host host) throws IOException {
        if (identities.isEmpty()) {
            return;
        }
        if (new AccountTable(host).user(user) == null) {
            throw new IOException("there is no such user");
        }
        var words = new ArrayList<String>();
        if (Programs.isInstalled("sudo", host.root())) {
            words.addAll(List.of("sudo", "--preserve-env=https_proxy", "-Hu", user, PROGRAM));
        } else if (Programs.isInstalled("doas", host.root())) {
            words.addAll(List.of("doas", "-u", user, PROGRAM));
        } else {
            throw new IOException("neither sudo nor doas is installed");
        }
        words.addAll(identities);
        var command = new Command(words, Map.of(), new byte[0], LIMIT_MILLIS, Output.SHOWN);
        if (host.processes().run(command).success()) {
            return;
        }
        pause();
        new Programs(host.processes()).run(command);
    }

    /** The original asks twice, too: servers are busy at times. */
    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a server was waited for", stop);
        }
    }
}
