package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.core.host.FaultySteps;
import org.cloudinit.core.host.FaultySteps.Loss;
import org.cloudinit.core.host.FaultySteps.PowerLoss;
import org.cloudinit.core.host.KernelSteps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a stage waits for the disk: each time is milliseconds on a disk of a cloud. */
class SyncsOfAStageTest {
    private static final int SCRIPTS = 80;
    private static final String INSTANCE = "/var/lib/cloud/instances/i-1/";

    @TempDir(factory = LossOfPowerTest.InMemory.class)
    private Path folder;

    private int machines;

    private static int count(List<String> steps, String step) {
        return (int) steps.stream().filter(step::equals).count();
    }

    /** As often as a boot of today does. Oftener is a reason to look at what waits for what. */
    @ParameterizedTest
    @CsvSource({
        "FIRST,     NET,   11, 19",
        "FIRST,     LOCAL, 12, 22",
        "SAME,      NET,    5,  6",
        "SAME,      LOCAL,  5,  6",
        "CONFIRMED, NET,    5,  4",
        "CHANGED,   LOCAL, 12, 16",
    })
    void aStageWaitsForTheDiskNoOftener(Life life, DsMode mode, int files, int folders)
            throws IOException {
        FaultySteps counting = FaultySteps.counting();
        life.machine(folder, mode).boot(counting);
        List<String> steps = counting.done();
        assertTrue(count(steps, "sync") <= files, steps::toString);
        assertTrue(count(steps, "syncFolder") <= folders, steps::toString);
        assertEquals(0, count(steps, "syncFileSystem"), steps::toString);
    }

    /** A machine whose drive has an archive of scripts. */
    private TestMachine machine(int scripts) throws IOException {
        var archive = new StringBuilder("#cloud-config-archive\n");
        for (int i = 0; i < scripts; i++) {
            archive.append("- {content: \"#!/bin/sh\", filename: s").append(i).append("}\n");
        }
        var data = new TestSource.Data().id("i-1").mode(DsMode.LOCAL).userData(archive.toString());
        return TestMachine.in(folder.resolve("m" + machines++))
                .with(new StoringHandler(true))
                .with(TestSource.found(data.build()));
    }

    private List<String> steps(int scripts) throws IOException {
        FaultySteps counting = FaultySteps.counting();
        machine(scripts).boot(counting);
        return counting.done();
    }

    private static int syncs(List<String> steps) {
        return count(steps, "sync") + count(steps, "syncFolder") + count(steps, "syncFileSystem");
    }

    @Test
    void eightyScriptsCostNoMoreSyncsThanOne() throws IOException {
        assertEquals(syncs(steps(1)), syncs(steps(SCRIPTS)));
    }

    /** Wherever the power goes, the next boot stores them all; what is there before is whole. */
    @Test
    void scriptsAreSafeBeforeTheyCountAsConsumed() throws IOException {
        List<String> all = steps(SCRIPTS);
        int bulk = all.indexOf("syncFileSystem") + 1;
        assertEquals(SCRIPTS, count(all.subList(bulk, bulk + SCRIPTS), "rename"));
        for (int step : new int[] {bulk - 7, bulk, bulk + 1, bulk + 40, bulk + SCRIPTS}) {
            assertMadeUpFor(step);
        }
        for (int step = bulk + SCRIPTS + 1; step <= all.size(); step++) {
            assertMadeUpFor(step);
        }
    }

    private void assertMadeUpFor(int step) throws IOException {
        TestMachine machine = machine(SCRIPTS);
        FaultySteps faulty = FaultySteps.powerLossAt(step);
        assertThrows(PowerLoss.class, () -> machine.boot(faulty));
        faulty.losePower(Loss.NAMES_AND_BYTES);
        machine.shutDown();
        String when = "at " + step;
        boolean consumed = machine.host.root().exists(INSTANCE + "sem/consume_data");
        assertTrue(!consumed || complete(machine), when);
        assertEquals(0, machine.boot(new KernelSteps()).exitCode(), when);
        assertTrue(complete(machine), when);
        assertEquals(SCRIPTS, machine.host.root().list(INSTANCE + "scripts").size(), when);
    }

    private static boolean complete(TestMachine machine) throws IOException {
        for (int i = 0; i < SCRIPTS; i++) {
            if (!machine.text(INSTANCE + "scripts/s" + i).equals("#!/bin/sh")) {
                return false;
            }
        }
        return true;
    }
}
