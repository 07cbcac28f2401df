package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.host.ProcessRunner.Running;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Faults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys by which the machine shows who it is: given ones, or new ones of {@code ssh-keygen}. The
 * types are made at the same time, for one may take a second; and none holds up the boot longer
 * than a limit, should the kernel have no entropy.
 */
final class HostKeys {
    private static final Logger LOG = LoggerFactory.getLogger(HostKeys.class);
    private static final String ACT = "making host keys";
    private static final String FOLDER = "/etc/ssh";
    private static final List<String> TYPES = List.of("rsa", "ecdsa", "ed25519");
    private static final int PRIVATE = 0600;
    private static final int PUBLIC = 0644;
    private static final long LIMIT_MILLIS = 60_000;

    private final ModuleContext context;
    private final Mapping config;
    private final Host host;
    private final HostRoot root;
    private final Faults faults;

    HostKeys(ModuleContext context, Faults faults) {
        this.context = context;
        this.config = context.config();
        this.host = context.host();
        this.root = host.root();
        this.faults = faults;
    }

    /** Makes them; what cannot be made is reported. */
    void make() {
        ConfigTree delete = config.get("ssh_deletekeys");
        if (delete == null || delete.truthy()) {
            attempt(this::deleteAll);
        }
        if (!config.has("ssh_keys")) {
            attempt(this::generate);
        } else if (config.get("ssh_keys") instanceof Mapping given) {
            attempt(() -> writeGiven(given));
        } else {
            ConfigTree stated = config.get("ssh_keys");
            warn(stated == null ? config.origin() : stated.origin(), "ssh_keys is no mapping");
        }
    }

    private void attempt(Faults.Work work) {
        faults.attempt(
                "ssh.host-keys", ACT, Origin.of(FOLDER), "sshd cannot start without them.", work);
    }

    private void warn(Origin origin, String message) {
        faults.warn(
                "ssh.host-keys",
                ACT,
                origin,
                message,
                "See the forms of ssh_keys and ssh_genkeytypes; the other keys are made.");
    }

    static String file(String type) {
        return FOLDER + "/ssh_host_" + type + "_key";
    }

    /** Keys of the image, which every machine made of it would have. */
    private void deleteAll() throws IOException {
        for (String name : root.list(FOLDER)) {
            int key = name.startsWith("ssh_host_") ? name.indexOf("key", 9) : -1;
            if (key >= 0) {
                root.delete(FOLDER + "/" + name);
            }
        }
    }

    private void writeGiven(Mapping given) throws IOException {
        var certificates = new ArrayList<String>();
        for (Map.Entry<Scalar, ConfigTree> entry : given.entries().entrySet()) {
            String name = entry.getKey().display();
            String path = pathOf(name);
            if (path == null) {
                warn(given.origin(), "an entry of ssh_keys is of no type that is known");
            } else if (!(entry.getValue() instanceof Scalar.Text key)) {
                warn(entry.getValue().origin(), name + " is no string");
            } else {
                write(path, key.value(), name.endsWith("_private") ? PRIVATE : PUBLIC);
                if (name.endsWith("_certificate")) {
                    certificates.add("HostCertificate " + path);
                }
            }
        }
        if (!certificates.isEmpty()) {
            SshdConfig.append(certificates, root);
        }
        for (String type : TYPES) {
            if (given.has(type + "_private") && !given.has(type + "_public")) {
                derivePublic(type);
            }
        }
    }

    private void write(String path, String text, int mode) throws IOException {
        root.write(
                new RenderedFile(
                        path,
                        text.getBytes(StandardCharsets.UTF_8),
                        mode,
                        new Owner("root", "root")));
    }

    private static @Nullable String pathOf(String name) {
        for (String type : TYPES) {
            switch (name.startsWith(type) ? name.substring(type.length()) : "") {
                case "_private" -> {
                    return file(type);
                }
                case "_public" -> {
                    return file(type) + ".pub";
                }
                case "_certificate" -> {
                    return file(type) + "-cert.pub";
                }
                default -> {}
            }
        }
        return null;
    }

    private void derivePublic(String type) throws IOException {
        Result result = processes().run(command("ssh-keygen", "-y", "-f", file(type)));
        String key = new String(result.output(), StandardCharsets.UTF_8).stripTrailing();
        if (result.success()) {
            write(file(type) + ".pub", key + " root@localhost\n", PUBLIC);
        } else {
            warn(config.origin(), "ssh-keygen gives no public key for that of type " + type);
        }
    }

    /** Keys are nothing to the network. */
    private ProcessRunner processes() {
        return host.processes().apartFromNetwork();
    }

    private static Command command(String... words) {
        return new Command(
                List.of(words),
                Map.of("LANG", "C"),
                new byte[0],
                LIMIT_MILLIS,
                Output.CAPTURED_LATE);
    }

    /** One program for each type, side by side: a key of type rsa takes a second. */
    private void generate() throws IOException {
        var due = new ArrayList<String>();
        for (String type : types()) {
            if (!isName(type)) {
                warn(config.origin(), "an entry of ssh_genkeytypes is no type");
            } else if (!root.exists(file(type))) {
                due.add(type);
            }
        }
        if (due.isEmpty()) {
            return;
        }
        if (!root.isDirectory(FOLDER)) {
            root.createDirectory(FOLDER, 0755);
        }
        for (Generation run : start(due)) {
            finish(run);
        }
    }

    /** An {@code ssh-keygen} at work. */
    private record Generation(String type, Running program) {}

    /** Where the program cannot be started for one type it cannot for the others. */
    private List<Generation> start(List<String> types) {
        var runs = new ArrayList<Generation>();
        try {
            for (String type : types) {
                Command command = command("ssh-keygen", "-t", type, "-N", "", "-f", file(type));
                runs.add(new Generation(type, processes().start(command)));
            }
        } catch (IOException failure) {
            List<String> rest = types.subList(runs.size(), types.size());
            faults.warn(
                    "ssh.host-keys",
                    ACT,
                    Origin.of(FOLDER),
                    "no key of type " + String.join(", ", rest) + ": " + failure.getMessage(),
                    "Install the program, or give the keys under ssh_keys.");
        }
        return runs;
    }

    private List<String> types() throws IOException {
        var types =
                new ArrayList<>(
                        config.has("ssh_genkeytypes") ? config.texts("ssh_genkeytypes") : TYPES);
        byte[] fips = root.readIfPresent("/proc/sys/crypto/fips_enabled");
        if (fips != null && new String(fips, StandardCharsets.UTF_8).strip().equals("1")) {
            LOG.debug("No key of type ed25519 is made: FIPS does not allow it");
            types.remove("ed25519");
        }
        return types.stream().distinct().toList();
    }

    private static boolean isName(String type) {
        return !type.isEmpty()
                && type.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
    }

    private void finish(Generation run) throws IOException {
        Result result;
        try {
            result = run.program().await();
        } catch (IOException failure) {
            warn(run.type(), String.valueOf(failure.getMessage()));
            return;
        }
        if (!result.success()) {
            String said = new String(result.error(), StandardCharsets.UTF_8).strip();
            if (said.toLowerCase(Locale.ROOT).startsWith("unknown key")) {
                LOG.debug("ssh-keygen does not know the type {}", run.type());
            } else {
                warn(run.type(), said);
            }
            return;
        }
        if (!config.flag("ssh_quiet_keygen", false)) {
            host.processes().show(new String(result.output(), StandardCharsets.UTF_8));
        }
        String group = context.distro().moduleOptions("ssh").text("key_group");
        if (group != null) {
            openToGroup(file(run.type()), group);
        }
    }

    private void warn(String type, String reason) {
        warn(Origin.of(file(type)), "no key of type " + type + ": " + reason);
    }

    /** Before OpenSSH 9 some distributions have a group that may read the keys. */
    private void openToGroup(String path, String group) throws IOException {
        boolean old = version() < 9;
        if (new AccountTable(host).hasGroup(group)) {
            root.changeOwner(path, new Owner(null, group));
        }
        root.changeMode(path, old ? 0640 : PRIVATE);
        root.changeMode(path + ".pub", PUBLIC);
    }

    /** The first number of sshd's version; 9 if it does not tell. */
    private int version() throws IOException {
        Result result = processes().run(command("sshd", "-V"));
        String said = new String(result.error(), StandardCharsets.UTF_8);
        int at = said.indexOf("OpenSSH_");
        int start = at + "OpenSSH_".length();
        int end = at < 0 ? -1 : said.indexOf('.', start);
        try {
            return end < 0 ? 9 : Integer.parseInt(said.substring(start, end));
        } catch (NumberFormatException _) {
            return 9;
        }
    }
}
