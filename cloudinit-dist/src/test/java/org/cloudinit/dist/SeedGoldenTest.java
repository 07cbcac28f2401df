package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.config.JsonReader;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.LocalStage;
import org.cloudinit.testkit.GoldenTree;
import org.cloudinit.testkit.Mask;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.SandboxNic;
import org.cloudinit.testkit.TreeNode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole stage on machines with seeds, against what the original 26.2 left on the same machines:
 * every file, mode and byte. {@code machine} holds the files that were put there, {@code
 * recorded.json} what was there or different afterwards.
 */
class SeedGoldenTest {
    private static final Path CASES = Path.of("src/test/golden/nocloud");

    @TempDir private Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"folder", "merged", "seedfrom", "interfaces"})
    void theStageLeavesWhatTheOriginalLeft(String name) throws IOException {
        Path folder = CASES.resolve(name);
        Mapping recorded =
                (Mapping)
                        JsonReader.read(Files.readAllBytes(folder.resolve("recorded.json")), name);
        SandboxHost machine = machine(folder.resolve("machine"), recorded);
        GoldenTree before = machine.tree();
        LocalOutcome outcome =
                LocalStage.run(BootRequest.ORDINARY, machine.host(), Wiring.ofModules());
        assertEquals(List.of(), outcome.errors());
        GoldenTree golden = GoldenRun.tree(recorded);
        assertEquals(
                List.of(),
                golden.differences(changed(machine.tree(), before, golden), masks(name)));
    }

    private SandboxHost machine(Path files, Mapping recorded) throws IOException {
        SandboxHost.Builder builder =
                SandboxHost.in(scratch)
                        .nic(new SandboxNic("ens3", "fa:16:3e:00:00:01", null, Map.of()))
                        .program("/usr/sbin/netplan")
                        .file("/etc/hostname", "vm\n")
                        .file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
                        .file("/etc/group", "root:x:0:\nadm:x:4:\n");
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                builder.file(
                        new RenderedFile(
                                "/" + files.relativize(file),
                                Files.readAllBytes(file),
                                0644,
                                null));
            }
        }
        List<String> uname = sensitive(recorded).mapping("sys_info").texts("uname");
        builder.file("/proc/sys/kernel/hostname", uname.get(1) + "\n");
        builder.file("/proc/sys/kernel/osrelease", uname.get(2) + "\n");
        builder.file("/proc/sys/kernel/version", uname.get(3) + "\n");
        Mapping status = json(recorded, "/var/lib/cloud/data/status.json");
        ConfigTree start = status.find("v1", "init-local", "start");
        builder.file("/proc/uptime", Objects.requireNonNull((Scalar) start).display() + " 2.0\n");
        SandboxHost machine = builder.build();
        for (String folder :
                List.of("/run/systemd/system", "/etc/netplan", "/var/lib/cloud/seed")) {
            machine.root().createDirectory(folder, 0755);
        }
        return machine;
    }

    private static Mapping sensitive(Mapping recorded) {
        return json(recorded, "/run/cloud-init/instance-data-sensitive.json");
    }

    private static Mapping json(Mapping recorded, String path) {
        return (Mapping) JsonReader.read(GoldenRun.content(recorded, path, "{}"), path);
    }

    /** Nodes that were recorded, and those that the stage made or changed. */
    private static GoldenTree changed(GoldenTree after, GoldenTree before, GoldenTree golden) {
        var kept = new TreeMap<String, TreeNode>();
        after.nodes()
                .forEach(
                        (path, node) -> {
                            boolean same = node.equals(before.nodes().get(path));
                            boolean log = path.startsWith("/var/log");
                            if (golden.nodes().containsKey(path) || (!same && !log)) {
                                kept.put(path, node);
                            }
                        });
        return new GoldenTree(kept);
    }

    private static List<Mask> masks(String name) {
        var masks = new ArrayList<>(GoldenMachine.MASKS);
        for (String id : List.of("i-folder", "i-line", "nocloud", "42")) {
            masks.add(Mask.content("/var/lib/cloud/instances/" + id + "/obj.json"));
        }
        if (name.equals("interfaces")) {
            // Deviation S36.
            masks.add(
                    Mask.of(
                            "/var/lib/cloud/data/status.json",
                            "(?s)\"recoverable_errors\": \\{(\\}|.*?\n *\\})"));
        }
        return masks;
    }
}
