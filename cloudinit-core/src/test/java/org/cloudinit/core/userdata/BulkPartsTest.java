package org.cloudinit.core.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.StoringHandler;
import org.cloudinit.core.host.FaultySteps;
import org.cloudinit.core.host.FolderRoot;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SampleInstance;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many parts in a row of which nothing comes but files are written in bulk, and no others. */
class BulkPartsTest {
    private static final String SCRIPT = "text/x-shellscript";
    private static final String LOOKING = "text/x-looking";
    private static final String SCRIPTS = "/var/lib/cloud/instances/i-abc/scripts";

    @TempDir private Path folder;
    private final RecordingReporter reporter = new RecordingReporter();
    private final List<Integer> seen = new ArrayList<>();
    private SandboxHost machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = SandboxHost.in(folder).build();
    }

    /** Looks which scripts are there at each of its parts. */
    private final class Looking implements PartHandler {
        @Override
        public Set<String> types() {
            return Set.of(LOOKING);
        }

        @Override
        public Frequency frequency() {
            return Frequency.PER_ALWAYS;
        }

        @Override
        public Session begin(HandlerContext context) {
            return new Session() {
                @Override
                public void handle(Part part) throws IOException {
                    seen.add(context.root().list(SCRIPTS).size());
                }

                @Override
                public void end() throws IOException {
                    seen.add(context.root().list(SCRIPTS).size());
                }
            };
        }
    }

    private static List<Part> parts(String type, int number, int first) {
        var parts = new ArrayList<Part>();
        for (int i = first; i < first + number; i++) {
            parts.add(new Part(type, "s" + i, Secret.of("#!/bin/sh\n"), Map.of()));
        }
        return parts;
    }

    private FaultySteps walk(List<Part> parts, FaultySteps steps, PartHandler... handlers)
            throws IOException {
        HostRoot root = new FolderRoot(machine.root().folder(), FolderRoot.STATE_FOLDERS, steps);
        var context =
                new HandlerContext(
                        root,
                        machine.processes(),
                        new TextDocuments(),
                        Mapping.EMPTY,
                        SampleInstance.data(),
                        SampleInstance.PATHS,
                        "user-data",
                        reporter);
        new UserDataWalk(root, "/cache", new TextDocuments())
                .walk(parts, List.of(handlers), Frequency.PER_INSTANCE, Set.of(), -1, context);
        return steps;
    }

    private static int count(FaultySteps steps, String step) {
        return (int) steps.done().stream().filter(step::equals).count();
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, 1, 0",
        "64, true, 64, 0",
        "65, true, 0, 1",
        "500, true, 0, 1",
        "65, false, 65, 0"
    })
    void manyOfThemAreSyncedAtOnce(int number, boolean onlyWrites, int synced, int atOnce)
            throws IOException {
        FaultySteps steps =
                walk(
                        parts(SCRIPT, number, 0),
                        FaultySteps.counting(),
                        new StoringHandler(onlyWrites));
        assertEquals(synced, count(steps, "sync"));
        assertEquals(atOnce, count(steps, "syncFileSystem"));
        assertEquals(number, machine.root().list(SCRIPTS).size());
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void whoLooksFindsThoseBefore() throws IOException {
        var parts = new ArrayList<Part>(parts(SCRIPT, 70, 0));
        parts.addAll(parts(LOOKING, 2, 0));
        parts.addAll(parts(SCRIPT, 3, 100));
        parts.addAll(parts(LOOKING, 1, 0));
        parts.addAll(parts(SCRIPT, 100, 200));
        FaultySteps steps =
                walk(parts, FaultySteps.counting(), new StoringHandler(true), new Looking());
        assertEquals(List.of(70, 70, 73, 173), seen);
        assertEquals(2, count(steps, "syncFileSystem"));
        assertEquals(3, count(steps, "sync"));
    }

    @Test
    void aFileThatTheDiskDoesNotTakeIsToldAndTheOthersAreThere() throws IOException {
        List<Part> parts = parts(SCRIPT, 80, 0);
        int rename =
                walk(parts, FaultySteps.counting(), new StoringHandler(true))
                                .done()
                                .indexOf("rename")
                        + 1;
        machine.root().delete("/var");
        walk(
                parts,
                FaultySteps.failingAt(rename, "Input/output error", false),
                new StoringHandler(true));
        assertEquals(79, machine.root().list(SCRIPTS).size());
        assertFalse(machine.root().exists(SCRIPTS + "/s0"));
        assertEquals(List.of("user-data.handler-failed"), reporter.codes());
        String told = reporter.problems().getFirst().line();
        assertTrue(told.contains("the disk at s0 to s79"), told);
        assertTrue(told.contains("Input/output error"), told);
    }

    @Test
    void aFullDiskIsToldForEachAndLeavesNothingHalf() throws IOException {
        FaultySteps full = FaultySteps.failingAt(30, "No space left on device", true);
        walk(parts(SCRIPT, 80, 0), full, new StoringHandler(true));
        assertFalse(machine.root().list(SCRIPTS).toString().contains("tmp"));
        assertTrue(reporter.codes().size() > 70, () -> reporter.codes().toString());
    }
}
