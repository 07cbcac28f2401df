package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Console;
import org.cloudinit.modules.Programs;
import org.cloudinit.modules.PythonText;

/**
 * {@code keys_to_console}: shows the machine's public keys on the console, so that who logs in
 * first can compare them ({@code cc_keys_to_console}). The fingerprints go to the system log too.
 */
public final class KeysToConsole implements ConfigModule {
    private static final String FOLDER = "/etc/ssh";
    private static final String RULE = "#".repeat(61);

    /** Made by the module system. */
    public KeysToConsole() {}

    @Override
    public String name() {
        return "keys_to_console";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        ConfigTree stated = context.config().mapping("ssh").get("emit_keys_to_console");
        if (stated != null && Mapping.isFalse(stated)) {
            return new Outcome.Skipped("emit_keys_to_console is false");
        }
        Host host = context.host();
        List<String> files = files(host.root());
        List<String> unlisted = context.config().texts("ssh_fp_console_blacklist");
        List<String> unshown = context.config().texts("ssh_key_console_blacklist");
        String text = fingerprints(files, unlisted, host) + keys(files, unshown, host.root());
        new Console(host).write(PythonString.strip(text) + "\n");
        return new Outcome.Done();
    }

    private static List<String> files(HostRoot root) throws IOException {
        var files = new ArrayList<String>();
        for (String name : root.list(FOLDER)) {
            if (name.startsWith("ssh_host_") && name.endsWith("key.pub")) {
                files.add(FOLDER + "/" + name);
            }
        }
        return files;
    }

    private static String type(String text) {
        List<String> words = PythonText.words(text, 2);
        return words.isEmpty() ? "" : words.getFirst();
    }

    private static String text(String file, HostRoot root) throws IOException {
        return new String(root.read(file), StandardCharsets.UTF_8);
    }

    /** What ssh-keygen says of a file that holds no key is shown too, and the others go on. */
    private static String fingerprints(List<String> files, List<String> without, Host host)
            throws IOException {
        var lines = new ArrayList<String>();
        var complaints = new StringBuilder();
        for (String file : files) {
            if (!without.contains(type(text(file, host.root())))) {
                Result result = host.processes().run(Command.of("ssh-keygen", "-l", "-f", file));
                complaints.append(new String(result.error(), StandardCharsets.UTF_8));
                lines.add(new String(result.output(), StandardCharsets.UTF_8).stripTrailing());
            }
        }
        if (lines.isEmpty()) {
            return "";
        }
        lines.addFirst("-----BEGIN SSH HOST KEY FINGERPRINTS-----");
        lines.addFirst(RULE);
        lines.addLast("-----END SSH HOST KEY FINGERPRINTS-----");
        lines.addLast(RULE);
        String text = String.join("\n", lines) + "\n";
        return complaints + logged(text, host);
    }

    /** What {@code logger} shows of the lines, with their tags; the lines where there is none. */
    private static String logged(String text, Host host) throws IOException {
        if (!Programs.isInstalled("logger", host.root())) {
            return text;
        }
        Result result =
                host.processes()
                        .run(
                                new Command(
                                        List.of(
                                                "logger",
                                                "-s",
                                                "-p",
                                                "user.info",
                                                "-t",
                                                "cloud-init"),
                                        Map.of(),
                                        text.getBytes(StandardCharsets.UTF_8),
                                        60_000,
                                        Output.CAPTURED));
        String shown = new String(result.error(), StandardCharsets.UTF_8);
        return shown.isEmpty() ? text : shown;
    }

    private static String keys(List<String> files, List<String> without, HostRoot root)
            throws IOException {
        var text = new StringBuilder();
        for (String file : files) {
            String key = text(file, root);
            if (!without.contains(type(key))) {
                text.append(key);
            }
        }
        return text.isEmpty()
                ? ""
                : "-----BEGIN SSH HOST KEY KEYS-----\n"
                        + text
                        + "-----END SSH HOST KEY KEYS-----\n";
    }
}
