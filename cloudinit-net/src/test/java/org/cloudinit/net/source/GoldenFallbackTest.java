package org.cloudinit.net.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkChoice;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.NetworkRequest;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Notes;
import org.cloudinit.net.sandbox.Renderers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of the original in which nobody says anything about the network: from the links and the
 * system configuration of the run to the files, names and modes included.
 */
class GoldenFallbackTest {
    private static final List<String> NETWORK_FOLDERS =
            List.of(
                    "/etc/netplan/",
                    "/etc/network/",
                    "/etc/sysconfig/",
                    "/etc/systemd/network/",
                    "/etc/udev/rules.d/",
                    "/etc/NetworkManager/");

    private final HostNetworkPlanner planner = new HostNetworkPlanner();

    @TempDir private Path folder;

    @Test
    void theOriginalsRuns() throws IOException {
        String corpus = System.getProperty("conformance.corpus", "");
        assumeTrue(!corpus.isEmpty(), "no corpus: run with -Dconformance.corpus=DIR");
        Path head = Path.of(corpus, "golden", "head");
        List<NetworkRenderer> renderers = Renderers.all();
        List<String> names = renderers.stream().map(NetworkRenderer::name).toList();
        var wrong = new ArrayList<String>();
        int runs = 0;
        for (String name : List.of("default", "eni", "netplan", "networkd", "sysconfig")) {
            if (!name.equals("default") && !names.contains(name)) {
                System.out.println("golden fallback: no renderer " + name + " yet");
                continue;
            }
            for (String run : List.of("fallback", "no_datasource")) {
                Path file = head.resolve(name).resolve(run).resolve("golden.json");
                if (Files.exists(file)) {
                    runs++;
                    String fault = fault(name + "/" + run, file, renderers, Path.of(corpus));
                    if (fault != null) {
                        wrong.add(name + "/" + run + ": " + fault);
                    }
                }
            }
        }
        System.out.println("golden fallback: " + (runs - wrong.size()) + " of " + runs);
        assertNotEquals(0, runs);
        assertEquals("", String.join("\n", wrong));
    }

    private @Nullable String fault(
            String run, Path file, List<NetworkRenderer> renderers, Path corpus)
            throws IOException {
        var golden = (Mapping) JsonReader.read(Files.readString(file), file.toString());
        Machine machine = machine(run, golden);
        var notes = new Notes();
        var request =
                new NetworkRequest(
                        machine,
                        golden.text("cmdline", ""),
                        config(golden, corpus),
                        Distros.of(run.startsWith("sysconfig") ? "rocky" : "debian"),
                        null,
                        renderers,
                        new TextDocuments(),
                        notes);
        NicInventory nics = planner.inventory(request);
        NetworkChoice choice = planner.choose(request, nics);
        assertEquals(List.of(), notes.codes(), run);
        String stated =
                new TextDocuments().toJson(((NetworkConfig.V2) choice.config()).document()) + "\n";
        String expectedStatement = statement(golden);
        if (expectedStatement != null && !stated.equals(expectedStatement)) {
            return "network-config.json is\n" + stated + "not\n" + expectedStatement;
        }
        var actual = new TreeMap<String, String>();
        for (RenderedFile rendered : planner.render(request, choice, nics).files()) {
            actual.put(rendered.path(), shown(rendered.mode(), rendered.text()));
        }
        Map<String, String> expected = files(golden);
        return actual.equals(expected) ? null : actual + "\nnot\n" + expected;
    }

    /** All services are installed, so that the order alone decides. */
    private Machine machine(String run, Mapping golden) {
        var machine = new Machine(folder.resolve(run));
        golden.mapping("nics")
                .entries()
                .forEach((name, mac) -> machine.nic(name.display(), ((Scalar) mac).display()));
        for (String program :
                List.of("netplan", "ifquery", "ifup", "ifdown", "ip", "nmcli", "systemctl")) {
            machine.program("/usr/sbin/" + program);
        }
        machine.file("/etc/network/interfaces", "");
        if (run.startsWith("sysconfig")) {
            machine.file("/etc/os-release", "ID=rocky\n");
            machine.file("/etc/sysconfig/network-scripts/network-functions", "");
            machine.file("/etc/sysconfig/network", "# Created by anaconda\n");
        }
        return machine;
    }

    /** What the run was told of renderers; else the order of its distribution's own file. */
    private static Mapping config(Mapping golden, Path corpus) throws IOException {
        String renderer = golden.mapping("pre").text("/etc/cloud/cloud.cfg.d/90-renderer.cfg");
        if (renderer != null) {
            return (Mapping) YamlReader.read(renderer, "90-renderer.cfg");
        }
        String shipped = Files.readString(corpus.resolve("cloud.cfg.debian"));
        return (Mapping) YamlReader.read(shipped, "cloud.cfg");
    }

    /** What the original wrote down as the configuration of the instance's network, if it did. */
    private static @Nullable String statement(Mapping golden) {
        for (Map.Entry<Scalar, ConfigTree> entry : golden.mapping("tree").entries().entrySet()) {
            String content = ((Mapping) entry.getValue()).text("content");
            if (entry.getKey().display().endsWith("/network-config.json") && content != null) {
                return content;
            }
        }
        return null;
    }

    private static Map<String, String> files(Mapping golden) {
        var files = new TreeMap<String, String>();
        golden.mapping("tree")
                .entries()
                .forEach(
                        (path, value) -> {
                            var file = (Mapping) value;
                            if ("file".equals(file.text("type"))
                                    && NETWORK_FOLDERS.stream()
                                            .anyMatch(path.display()::startsWith)) {
                                files.put(
                                        path.display(),
                                        shown(
                                                Integer.parseInt(file.text("mode", ""), 8),
                                                Objects.requireNonNull(file.text("content"))));
                            }
                        });
        return files;
    }

    private static String shown(int mode, String text) {
        return Integer.toOctalString(mode) + "\n" + text;
    }
}
