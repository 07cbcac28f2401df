package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.ExtensionSource;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.ModulesStage;
import org.cloudinit.testkit.GoldenTree;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.TreeNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The modules of a rich configuration on a machine in a scratch folder: run twice, cut off between
 * any two of them, and with every file that they leave compared with the list of the documentation.
 */
class ModulesAgainTest {
    private static final String STATUS = "/var/lib/cloud/data/status.json";

    @TempDir private Path folder;

    private SandboxHost machine(String name, String distro) throws IOException {
        return RichMachine.at(folder.resolve(name), distro);
    }

    /** Runs modules as a stage that ends, or is killed, behind the last of them. */
    private static GoldenTree run(SandboxHost machine, List<String> modules) throws IOException {
        RichMachine.list(machine, modules);
        LocalOutcome outcome =
                ModulesStage.run(
                        "config",
                        BootRequest.ORDINARY,
                        machine.host(),
                        ExtensionSource.of(Wiring.ofModules()));
        assertEquals(List.of(), outcome.errors());
        RichMachine.list(machine, RichMachine.MODULES);
        return machine.tree().without(STATUS, "/var/log", "/var/lib/cloud/data/result.json");
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        SandboxHost machine = machine("twice", "debian");
        GoldenTree first = run(machine, RichMachine.MODULES);
        assertEquals(List.of(), first.differences(run(machine, RichMachine.MODULES), List.of()));
        for (String name : machine.root().list("/var/lib/cloud/instances/i-1/sem")) {
            if (name.startsWith("config_")) {
                machine.root().delete("/var/lib/cloud/instances/i-1/sem/" + name);
            }
        }
        // What appends, and what keeps the file of the image, may do so once.
        var again = new ArrayList<>(RichMachine.MODULES);
        again.removeAll(List.of("seed_random", "ntp"));
        GoldenTree anew = run(machine, again);
        String once = "/var/lib/cloud/instances/i-1/sem";
        assertEquals(
                List.of(), first.without(once).differences(anew.without(once), RichMachine.MASKS));
    }

    @Test
    void cutOffBetweenAnyTwoModulesTheNextRunEndsTheSame() throws IOException {
        GoldenTree whole = run(machine("whole", "debian"), RichMachine.MODULES);
        for (int cut = 0; cut < RichMachine.MODULES.size(); cut++) {
            SandboxHost machine = machine("cut" + cut, "debian");
            run(machine, RichMachine.MODULES.subList(0, cut));
            GoldenTree made = run(machine, RichMachine.MODULES);
            assertEquals(
                    List.of(), whole.differences(made, RichMachine.MASKS), "cut off behind " + cut);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian", "rhel", "sles", "alpine"})
    void everyFileIsListedWithItsMode(String distro) throws IOException {
        SandboxHost machine = machine(distro, distro);
        GoldenTree before = machine.tree();
        run(machine, RichMachine.MODULES);
        GoldenTree written =
                machine.tree()
                        .since(before)
                        .without("/var/lib/cloud", "/run", "/var/log", "/etc/cloud");
        List<String> unlisted = new ArrayList<>();
        for (Map.Entry<String, TreeNode> node : written.nodes().entrySet()) {
            if (node.getValue() instanceof TreeNode.FileNode file
                    && !isListed(node.getKey(), Integer.toOctalString(file.mode()))
                    && !List.of("/etc/plain", "/etc/late", "/var/lib/seeded")
                            .contains(node.getKey())) {
                unlisted.add(node.getKey() + " " + Integer.toOctalString(file.mode()));
            }
        }
        assertEquals(List.of(), unlisted);
        assertTrue(written.nodes().containsKey("/etc/fstab"), written.nodes().keySet().toString());
        assertTrue(written.nodes().size() > 10, written.nodes().keySet().toString());
    }

    private static boolean isListed(String path, String mode) throws IOException {
        for (String line : Files.readAllLines(Path.of("../docs/modules.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length < 4 || !(cells[1].contains("`/") || cells[1].contains("`HOME/"))) {
                continue;
            }
            String pattern = cells[1].strip().replace("`", "").replace("HOME", "/root");
            boolean isMode = cells[2].contains(mode) || cells[2].contains("as the file was");
            if (isMode && matches(pattern, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String path) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(path)
                : path.startsWith(pattern.substring(0, star))
                        && path.endsWith(pattern.substring(star + 1));
    }
}
