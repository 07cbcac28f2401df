package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.core.host.FaultySteps;
import org.cloudinit.core.host.FaultySteps.Loss;
import org.cloudinit.core.host.FaultySteps.PowerLoss;
import org.cloudinit.core.host.KernelSteps;
import org.cloudinit.testkit.GoldenTree;
import org.cloudinit.testkit.Mask;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A boot that ends at any of its steps, whatever of it had reached the disk: the next boot leaves
 * the whole tree, byte for byte, as boots do that were never disturbed.
 */
class LossOfPowerTest {
    /** The disk that forgets is modelled by the steps; a real one would make this slow. */
    static final class InMemory implements TempDirFactory {
        @Override
        public Path createTempDirectory(
                org.junit.jupiter.api.extension.AnnotatedElementContext element,
                ExtensionContext context)
                throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "power")
                    : Files.createTempDirectory("power");
        }
    }

    /**
     * What instance-data tells of the moment at which it was written: the kernel's name of the
     * machine, and what user-data had left in the configuration.
     */
    private static final List<Mask> FACTS =
            List.of(
                    Mask.of("/run/cloud-init/instance-data*", "\"(vm|node-i-\\d)\",\n"),
                    new Mask(
                            "/run/cloud-init/instance-data*",
                            Pattern.compile(" +\"a\": 1,\n"),
                            ""));

    @TempDir(factory = InMemory.class)
    private Path folder;

    private int machines;

    private TestMachine machine(Life life, DsMode mode) throws IOException {
        return life.machine(folder.resolve("m" + machines++), mode);
    }

    /**
     * A machine after one boot that went well, after another run in it, and after a second boot.
     */
    private List<GoldenTree> undisturbed(Life life, DsMode mode) throws IOException {
        TestMachine machine = machine(life, mode);
        assertEquals(0, machine.boot(new KernelSteps()).exitCode());
        GoldenTree once = tree(machine);
        machine.boot(new KernelSteps());
        GoldenTree again = tree(machine);
        machine.shutDown().boot(new KernelSteps());
        return List.of(once, again, tree(machine));
    }

    private static GoldenTree tree(TestMachine machine) throws IOException {
        return machine.host.tree().without("/var/log");
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST, NET, NONE",
        "FIRST, NET, NAMES_AND_BYTES",
        "FIRST, LOCAL, NAMES_AND_BYTES",
        "SAME, NET, NONE",
        "SAME, NET, NAMES_AND_BYTES",
        "CONFIRMED, NET, NONE",
        "CONFIRMED, NET, NAMES_AND_BYTES",
        "UPDATED, NET, NONE",
        "UPDATED, NET, NAMES_AND_BYTES",
        "CHANGED, NET, NONE",
        "CHANGED, NET, BYTES",
        "CHANGED, NET, NAMES_AND_BYTES",
        "CHANGED, LOCAL, NONE",
        "CHANGED, LOCAL, NAMES_AND_BYTES",
        "BACK, NET, NONE",
        "BACK, NET, NAMES_AND_BYTES",
        "REMOVED, NET, NONE",
        "REMOVED, NET, NAMES_AND_BYTES",
    })
    void theNextBootLeavesWhatAnUndisturbedOneDoes(Life life, DsMode mode, Loss loss)
            throws IOException {
        List<GoldenTree> wanted = undisturbed(life, mode);
        FaultySteps counting = FaultySteps.counting();
        machine(life, mode).boot(counting);
        int steps = counting.done().size();
        assertTrue(steps > 30, () -> counting.done().toString());
        for (int step = 1; step <= steps; step++) {
            TestMachine machine = machine(life, mode);
            FaultySteps faulty = FaultySteps.powerLossAt(step);
            assertThrows(
                    PowerLoss.class,
                    () -> machine.boot(faulty),
                    () -> life + " " + faulty.done() + " of " + counting.done());
            faulty.losePower(loss);
            if (loss != Loss.NONE) {
                machine.shutDown();
            }
            assertEquals(0, machine.boot(new KernelSteps()).exitCode());
            assertOneOf(wanted, tree(machine), life + " " + faulty.done());
        }
    }

    private static void assertOneOf(List<GoldenTree> wanted, GoldenTree found, String when) {
        var differences = new ArrayList<String>();
        for (GoldenTree tree : wanted) {
            List<String> different = tree.differences(found, FACTS);
            if (different.isEmpty()) {
                return;
            }
            differences.addAll(different);
        }
        fail(when + ":\n" + String.join("\n", differences));
    }
}
