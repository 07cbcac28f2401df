package org.cloudinit.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.core.host.FaultySteps;
import org.cloudinit.core.host.FolderRoot;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a rendering's files come to be, and which of its programs wait for one another. */
class RenderingWriterTest {
    private static final List<String> GENERATE = List.of("netplan", "generate");
    private static final List<List<String>> LINKS =
            List.of(List.of("udevadm", "eth0"), List.of("udevadm", "eth1"));

    private static final CloudPaths PATHS =
            new CloudPaths("/var/lib/cloud", "/run/cloud-init", "/etc/cloud/templates", null);

    private final List<String> steps = new ArrayList<>();
    private final RecordingReporter reporter = new RecordingReporter();
    @TempDir private Path folder;

    /** Notes when a program is started, and when its end is waited for. */
    private final class Steps implements ProcessRunner {
        @Override
        public Result run(Command command) throws IOException {
            return start(command).await();
        }

        @Override
        public Running start(Command command) throws IOException {
            String last = command.words().getLast();
            if (last.equals("absent")) {
                throw new IOException("no such program");
            }
            steps.add("start " + last);
            return () -> {
                steps.add("await " + last);
                return RecordingProcesses.result(last.equals("eth0") ? 1 : 0, "", "");
            };
        }
    }

    private void run(List<List<String>> commands) throws IOException {
        Host machine = SandboxHost.in(folder).build().host();
        Host host = machine.with(new Steps());
        var rendering = new Rendering("test", List.of(), List.of(), List.of(), commands);
        assertTrue(finished(new RenderingWriter(host, PATHS, reporter).write(rendering, false)));
    }

    @Test
    void aProgramWaitsForAnotherAndNotForItself() throws IOException {
        run(List.of(GENERATE, LINKS.get(0), LINKS.get(1), GENERATE));
        assertEquals(
                List.of(
                        "start generate",
                        "await generate",
                        "start eth0",
                        "start eth1",
                        "await eth0",
                        "await eth1",
                        "start generate",
                        "await generate"),
                steps);
        assertEquals(List.of("network.command"), reporter.codes());
    }

    @Test
    void oneThatCannotBeStartedHindersNoOther() throws IOException {
        run(List.of(List.of("udevadm", "absent"), LINKS.get(1)));
        assertEquals(List.of("start eth1", "await eth1"), steps);
        assertEquals(List.of("network.command"), reporter.codes());
    }

    /** A disk that takes nothing, as far as this folder goes: a file is in its way. */
    private SandboxHost without(String folder) throws IOException {
        return SandboxHost.in(this.folder).file(folder, "in the way").build();
    }

    private boolean write(SandboxHost machine, String path) throws IOException {
        return write(machine, path, "network: {}\n", false);
    }

    private boolean write(SandboxHost machine, String path, String text, boolean lastResort)
            throws IOException {
        var file = RenderedFile.text(path, text, 0600);
        var rendering = new Rendering("test", List.of(file), List.of(), List.of(), LINKS);
        return finished(
                new RenderingWriter(machine.host(), PATHS, reporter).write(rendering, lastResort));
    }

    private boolean finished(RenderingWriter.Written written) {
        written.effect().finish(reporter);
        return written.onDisk();
    }

    @Test
    void whatTheDiskDoesNotTakeIsWrittenForThisBoot() throws IOException {
        SandboxHost machine = without("/etc/netplan");
        assertFalse(write(machine, "/etc/netplan/50-cloud-init.yaml"));
        assertEquals("network: {}\n", inMemory(machine));
        assertEquals(LINKS.size(), machine.processes().lines().size());
        assertEquals(List.of("network.unwritable"), reporter.codes());
        assertTrue(reporter.problems().getFirst().remedy().contains("/run"));
    }

    private static String inMemory(SandboxHost machine) throws IOException {
        return new String(
                machine.root().read("/run/netplan/50-cloud-init.yaml", 100),
                StandardCharsets.UTF_8);
    }

    /** A folder that cannot be synced may lose its new names with the power. */
    @Test
    void namesThatTheDiskDoesNotTakeAreWrittenForThisBootToo() throws IOException {
        SandboxHost machine = SandboxHost.in(folder).build();
        var files = new ArrayList<RenderedFile>();
        for (String name : List.of("/etc/netplan/50-cloud-init.yaml", "/etc/udev/rules.d/70-x")) {
            files.add(RenderedFile.text(name, "network: {}\n", 0600));
            machine.root().write(files.getLast());
        }
        var rendering = new Rendering("test", files, List.of(), List.of(), LINKS);
        FaultySteps counting = FaultySteps.counting();
        assertTrue(
                finished(
                        new RenderingWriter(machine.host(root(machine, counting)), PATHS, reporter)
                                .write(rendering, false)));
        int sync = counting.done().indexOf("syncFolder") + 1;
        assertEquals(List.of(), reporter.codes());
        FaultySteps broken = FaultySteps.failingAt(sync, "Input/output error", false);
        assertFalse(
                finished(
                        new RenderingWriter(machine.host(root(machine, broken)), PATHS, reporter)
                                .write(rendering, false)));
        assertEquals("network: {}\n", inMemory(machine));
        assertTrue(machine.root().exists("/run/udev/rules.d/70-x"));
        assertEquals(List.of("network.unwritable", "network.unwritable"), reporter.codes());
    }

    private static FolderRoot root(SandboxHost machine, FaultySteps steps) throws IOException {
        return new FolderRoot(machine.root().folder(), FolderRoot.STATE_FOLDERS, steps);
    }

    @Test
    void aLastResortTakesNothingAway() throws IOException {
        SandboxHost machine = without("/etc/netplan");
        assertFalse(write(machine, "/etc/netplan/50-cloud-init.yaml", "first\n", true));
        assertEquals("first\n", inMemory(machine));
        assertFalse(write(machine, "/etc/netplan/50-cloud-init.yaml", "second\n", true));
        assertEquals("first\n", inMemory(machine));
        assertFalse(write(machine, "/etc/netplan/50-cloud-init.yaml", "third\n", false));
        assertEquals("third\n", inMemory(machine));
    }

    @Test
    void aServiceWithoutSuchAFolderKeepsItsLastFile() throws IOException {
        SandboxHost machine = without("/etc/sysconfig");
        assertFalse(write(machine, "/etc/sysconfig/network-scripts/ifcfg-eth0"));
        assertEquals(List.of(), machine.processes().lines());
        assertEquals(List.of("network.unwritable"), reporter.codes());
        assertFalse(reporter.problems().getFirst().remedy().contains("/run"));
    }
}
