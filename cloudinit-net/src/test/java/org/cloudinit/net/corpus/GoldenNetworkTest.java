package org.cloudinit.net.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.config.JsonReader;
import org.cloudinit.net.NetworkConversion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The network files of the golden runs: from the configuration that the run kept, each renderer
 * makes exactly the files that the run left.
 */
class GoldenNetworkTest {
    /** Folders that hold what renderers write, and nothing else that these runs write. */
    private static final List<String> NETWORK =
            List.of(
                    "/etc/netplan/",
                    "/etc/sysconfig/",
                    "/etc/NetworkManager/",
                    "/etc/network/",
                    "/etc/systemd/network/",
                    "/etc/udev/rules.d/",
                    "/etc/resolv.conf");

    @Test
    void networkFilesOfTheRuns() throws IOException {
        var score = new Score("golden/head");
        for (NetworkRenderer renderer : NetworkConversion.renderers()) {
            Path runs = Corpus.folder().resolve("golden/head").resolve(renderer.name());
            if (!Files.isDirectory(runs)) {
                continue;
            }
            try (Stream<Path> cases = Files.list(runs)) {
                for (Path run : cases.sorted().toList()) {
                    Path golden = run.resolve("golden.json");
                    Mapping facts =
                            (Mapping)
                                    JsonReader.read(Files.readAllBytes(golden), golden.toString());
                    NetworkConfig config = config(facts);
                    if (config != null) {
                        String id = renderer.name() + "/" + run.getFileName();
                        score.count(renderer.name(), id, difference(renderer, config, facts));
                    }
                }
            }
        }
        score.demand(Map.of("eni", 10, "netplan", 10, "networkd", 3, "sysconfig", 3));
    }

    /** The configuration that the run applied; null where it applied none, or kept none. */
    private static @Nullable NetworkConfig config(Mapping facts) {
        for (var entry : facts.mapping("tree").entries().entrySet()) {
            String path = entry.getKey().display();
            if (path.startsWith("/var/lib/cloud/instances/")
                    && path.endsWith("/network-config.json")) {
                String text = ((Mapping) entry.getValue()).text("content", "");
                return NetworkConversion.read(JsonReader.read(text, path));
            }
        }
        return null;
    }

    private static @Nullable String difference(
            NetworkRenderer renderer, NetworkConfig config, Mapping facts) {
        // The base of the runs with ifcfg files is made to look like an installed Rocky Linux.
        var base =
                new MemoryFiles()
                        .put("/usr/sbin/ip", "")
                        .put("/etc/sysconfig/network", "# Created by anaconda\n")
                        .put("/etc/resolv.conf", "nameserver 10.255.255.53\n");
        boolean redHat = renderer.name().equals("sysconfig");
        var distro = Distros.of(redHat ? "rocky" : "debian");
        var context =
                new RenderContext(
                        base,
                        distro,
                        distro.optionsOf(renderer.name()),
                        new NicInventory(List.of()));
        var ours = new TreeMap<String, String>();
        for (RenderedFile file : NetworkConversion.convert(config, renderer, context).files()) {
            ours.put(file.path(), "0" + Integer.toOctalString(file.mode()) + "\n" + file.text());
        }
        var theirs = new TreeMap<String, String>();
        facts.mapping("tree")
                .entries()
                .forEach(
                        (path, value) -> {
                            Mapping file = (Mapping) value;
                            boolean network = NETWORK.stream().anyMatch(path.display()::startsWith);
                            if (network && "file".equals(file.text("type"))) {
                                theirs.put(
                                        path.display(),
                                        file.text("mode") + "\n" + file.text("content", ""));
                            }
                        });
        return ours.equals(theirs) ? null : "wanted " + theirs + "\ngot " + ours;
    }
}
