package org.cloudinit.net.property;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.RenderTarget;
import org.cloudinit.net.sandbox.Corpus;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs themselves read what is written for them: random configurations, and the
 * configurations of the corpus where it is at hand. What they object to is in {@link Objection}.
 */
class AcceptanceTest {
    private static final int ROUNDS = Integer.getInteger("accepted", 40);
    private static final NicInventory NO_NICS = new NicInventory(List.of());

    private final List<String> objections = new ArrayList<>();
    private int files;

    @TempDir private Path folder;

    @Test
    void netplan() throws IOException, InterruptedException {
        Program generate = Program.of("/usr/libexec/netplan/generate", "/lib/netplan/generate");
        for (NetworkConfig config : configs(20260301)) {
            Path root = folder.resolve("root" + files);
            for (RenderedFile file : write(config, "netplan", "ubuntu", root)) {
                Program.Result result = generate.run(null, "--root-dir", root.toString());
                object(result.code() != 0 || !result.output().isEmpty(), result.output(), file);
            }
        }
        demandOnlyKnown("netplan generate");
    }

    @Test
    void ifupdown() throws IOException, InterruptedException {
        Program ifup = Program.of("/usr/sbin/ifup", "/sbin/ifup");
        for (NetworkConfig config : configs(20260302)) {
            Path root = folder.resolve("root" + files);
            for (RenderedFile file : write(config, "eni", "debian", root)) {
                if (file.path().endsWith("50-cloud-init")) {
                    String path = root.resolve(file.path().substring(1)).toString();
                    Program.Result result = ifup.run(null, "--no-act", "--force", "-a", "-i", path);
                    object(result.code() != 0, result.output(), file);
                }
            }
        }
        demandOnlyKnown("ifup --no-act");
    }

    /** What NetworkManager's own library makes of a profile has every key that was written. */
    @Test
    void networkManager() throws IOException, InterruptedException {
        Program nmcli = Program.of("/usr/bin/nmcli");
        for (NetworkConfig config : configs(20260303)) {
            Path root = folder.resolve("root" + files);
            for (RenderedFile file : write(config, "network-manager", "fedora", root)) {
                if (file.path().endsWith(".nmconnection")) {
                    Path profile = root.resolve(file.path().substring(1));
                    // An empty zone is what the profile has: nothing is changed.
                    String[] words = {"--offline", "connection", "modify", "connection.zone", ""};
                    Program.Result result = nmcli.run(profile, words);
                    object(result.code() != 0, result.output(), file);
                    if (result.code() == 0) {
                        dropped(file, result.output());
                    }
                }
            }
        }
        demandOnlyKnown("nmcli --offline");
    }

    private void dropped(RenderedFile file, String understood) {
        IniText after = IniText.read(understood, Set.of());
        for (IniText.Section section : IniText.read(file.text(), Set.of()).sections()) {
            for (String line : section.lines()) {
                String key = line.substring(0, line.indexOf('='));
                if (after.values(section.name(), key).isEmpty()) {
                    object(true, "dropped: [" + section.name() + "] " + line, file);
                }
            }
        }
    }

    /** Needs root's rights: networkd reads its units in a network and a /run of its own. */
    @Test
    void networkd() throws IOException, InterruptedException {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: needs root's rights");
        Program networkd =
                Program.of("/usr/lib/systemd/systemd-networkd", "/lib/systemd/systemd-networkd");
        for (NetworkConfig config : configs(20260304)) {
            Path root = folder.resolve("root" + files);
            List<RenderedFile> units = write(config, "networkd", "debian", root);
            for (String line : remarks(networkd, root.resolve("etc/systemd/network"))) {
                object(true, line, units.getFirst());
            }
        }
        demandOnlyKnown("systemd-networkd");
    }

    private static List<String> remarks(Program networkd, Path units)
            throws IOException, InterruptedException {
        String script =
                "mount -t tmpfs none /run && mkdir -p /run/systemd/netif"
                        + " && cp -r \"$0\" /run/systemd/network"
                        + " && SYSTEMD_LOG_LEVEL=debug SYSTEMD_LOG_TARGET=console exec \"$@\"";
        Process process =
                networkd.start(
                        null,
                        List.of("unshare", "-n", "-m", "-u", "sh", "-c", script, units.toString()));
        var remarks = new ArrayList<String>();
        boolean done = false;
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null && !done; line = reader.readLine()) {
                if (line.startsWith("/run/systemd/network/")) {
                    remarks.add(line);
                }
                // It has read all units before it looks at the links.
                done = line.contains("Enumeration completed");
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
        assumeTrue(done || !remarks.isEmpty(), "skipped: no private network can be made here");
        return remarks;
    }

    private static List<NetworkConfig> configs(long seed) throws IOException {
        var configs = new ArrayList<NetworkConfig>();
        var samples = new Samples(seed);
        for (int round = 0; round < ROUNDS; round++) {
            configs.add(samples.next());
        }
        if (System.getProperty("conformance.corpus") != null) {
            var known = new HashSet<String>();
            for (Mapping row : Corpus.rows("network_configs")) {
                String text = row.text("input_yaml", "");
                if (known.add(text)) {
                    configs.add(
                            NetworkConversion.read(
                                    text.getBytes(StandardCharsets.UTF_8), row.text("name", "")));
                }
            }
        }
        return configs;
    }

    private void object(boolean objects, String output, RenderedFile file) {
        if (objects) {
            objections.add(output.strip() + "\n" + file.path() + "\n" + file.text());
        }
    }

    private void demandOnlyKnown(String program) {
        List<String> unknown =
                objections.stream().filter(objection -> !Objection.isKnown(objection)).toList();
        assertTrue(unknown.isEmpty(), () -> String.join("\n", unknown));
        System.out.println(
                program + ": " + files + " files, " + objections.size() + " known objections");
        assertTrue(files > ROUNDS, "nothing was written");
    }

    private List<RenderedFile> write(
            NetworkConfig config, String renderer, String distro, Path root) throws IOException {
        RenderTarget target = RenderTarget.of(renderer, distro, NO_NICS);
        List<RenderedFile> written;
        try {
            written = NetworkConversion.convert(config, target, new Notes()).files();
        } catch (MalformedException refused) {
            // A part of version 2 that only netplan can express.
            return List.of();
        }
        for (RenderedFile file : written) {
            Path path = root.resolve(file.path().substring(1));
            Files.createDirectories(path.getParent());
            Files.write(path, file.content());
            String mode = file.mode() == 0600 ? "rw-------" : "rw-r--r--";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
            files++;
        }
        return written;
    }
}
