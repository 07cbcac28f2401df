package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.testkit.FaultyRoot;
import org.cloudinit.testkit.FaultyRoot.Fault;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every single change and every single reading of every kind of boot fails once: no exception
 * escapes, the fault is told, the network is as good as it can be, and the next boot makes up for
 * it.
 */
class FailingDiskTest {
    private static final String NETWORK = "/etc/net";

    @TempDir(factory = LossOfPowerTest.InMemory.class)
    private Path folder;

    private int machines;

    private TestMachine machine(Life life, DsMode mode) throws IOException {
        return life.machine(folder.resolve("m" + machines++), mode);
    }

    @ParameterizedTest
    @CsvSource({
        "SAME, NET, IO_ERROR",
        "CONFIRMED, NET, NO_SPACE",
        "UPDATED, NET, NO_SPACE",
        "UPDATED, NET, IO_ERROR",
        "CHANGED, NET, NO_SPACE",
        "CHANGED, NET, READ_ONLY",
        "CHANGED, NET, IO_ERROR",
        "CHANGED, LOCAL, IO_ERROR",
        "BACK, NET, IO_ERROR",
        "REMOVED, NET, NO_SPACE",
        "REMOVED, NET, IO_ERROR",
    })
    void aChangeThatFails(Life life, DsMode mode, Fault fault) throws IOException {
        TestMachine counted = machine(life, mode);
        FaultyRoot counting = FaultyRoot.counting(counted.host.root());
        counted.boot(counting);
        int changes = counting.operations().size();
        assertTrue(changes > 10, () -> counting.operations().toString());
        for (int at = 1; at <= changes; at++) {
            TestMachine machine = machine(life, mode);
            FaultyRoot faulty = FaultyRoot.failing(machine.host.root(), at, fault);
            LocalOutcome outcome = machine.boot(faulty);
            String when = fault + " at " + at + ": " + faulty.operations().get(at - 1);
            assertTold(outcome, when);
            assertReachable(life, machine, failed(faulty, at, fault), when);
            assertMadeUpFor(life, mode, machine.shutDown(), when);
        }
    }

    @ParameterizedTest
    @EnumSource(Life.class)
    void aReadingThatFails(Life life) throws IOException {
        TestMachine counted = machine(life, DsMode.LOCAL);
        FaultyRoot counting = FaultyRoot.counting(counted.host.root());
        counted.boot(counting);
        int reads = counting.reads().size();
        assertTrue(reads > 10, () -> counting.reads().toString());
        for (int at = 1; at <= reads; at++) {
            TestMachine machine = machine(life, DsMode.LOCAL);
            FaultyRoot faulty = FaultyRoot.unreadable(machine.host.root(), at);
            LocalOutcome outcome = machine.boot(faulty);
            String when = "EIO at " + faulty.reads().get(at - 1);
            assertEquals("finish", outcome.steps().getLast().subStage().spelling(), when);
            assertFalse(machine.text(NETWORK).equals("(absent)"), when);
            assertMadeUpFor(life, DsMode.LOCAL, machine.shutDown(), when);
        }
    }

    /**
     * The stage went to its end, and somebody is told. A mark that something ran has a line in the
     * log and no more, and the log itself one owner of several.
     */
    private static void assertTold(LocalOutcome outcome, String when) {
        assertEquals("finish", outcome.steps().getLast().subStage().spelling(), when);
        boolean minor = when.contains("/sem/") || when.contains("changing owner of /var/log");
        assertTrue(minor || !outcome.problems().isEmpty(), when);
    }

    private static List<String> failed(FaultyRoot faulty, int at, Fault fault) {
        List<String> all = faulty.operations();
        return fault == Fault.IO_ERROR ? all.subList(at - 1, at) : all.subList(at - 1, all.size());
    }

    /** The new network where its file could be written, else that of the last boot. */
    private static void assertReachable(
            Life life, TestMachine machine, List<String> failed, String when) throws IOException {
        boolean hit = failed.contains("writing " + NETWORK);
        assertEquals(life.networks().get(hit ? 0 : 1), machine.text(NETWORK), when);
    }

    private static void assertMadeUpFor(Life life, DsMode mode, TestMachine machine, String when)
            throws IOException {
        assertEquals(0, machine.boot().exitCode(), when);
        String id = life == Life.CHANGED ? "i-2" : "i-1";
        String node = "node-" + id;
        assertEquals(life.networks().get(1), machine.text(NETWORK), when);
        assertEquals(node + "\n", machine.text("/etc/hostname"), when);
        assertEquals(id + "\n", machine.text("/var/lib/cloud/data/instance-id"), when);
        assertTrue(machine.text("/var/lib/cloud/data/set-hostname").contains(node), when);
        if (life != Life.REMOVED) {
            String instance = "/var/lib/cloud/instance/";
            assertTrue(machine.text(instance + "obj.json").contains(id), when);
            assertTrue(machine.text(instance + "network-config.json").contains(id), when);
            // What the drive brings for a certain file is tried once, and a failure is reported.
            assertTrue(
                    machine.text("/etc/motd").equals(id) || when.contains("writing /etc/motd"),
                    when);
            if (mode == DsMode.LOCAL && !when.contains("/cloud-config.txt")) {
                assertEquals(
                        "#cloud-config\na: 1\n", machine.text(instance + "cloud-config.txt"), when);
            }
        }
        assertTrue(machine.text("/run/cloud-init/status.json").contains("\"stage\": null"), when);
    }
}
