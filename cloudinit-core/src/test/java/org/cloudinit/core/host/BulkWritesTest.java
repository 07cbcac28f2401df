package org.cloudinit.core.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.core.host.FaultySteps.Loss;
import org.cloudinit.core.host.FaultySteps.PowerLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written in bulk are each whole or absent, and wait for the disk once. */
class BulkWritesTest {
    private static final String OLD = "old content, of some length";
    private static final String NEW = "new content, which is longer than the old one was";
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final String NO_SYNC = "No such program";

    @TempDir(factory = CrashTest.InMemory.class)
    private Path place;

    private int machines;

    /** A machine on which the first of the files is there already. */
    private Path machine() throws IOException {
        Path folder = Files.createDirectory(place.resolve("m" + machines++));
        new FolderRoot(folder).write(RenderedFile.text("/s/a", OLD, 0700));
        return folder;
    }

    private static FolderRoot root(Path folder, FileSteps steps) throws IOException {
        return new FolderRoot(folder, FolderRoot.STATE_FOLDERS, steps);
    }

    private static void writeAll(HostRoot root) throws IOException {
        for (String name : NAMES) {
            root.write(RenderedFile.text("/s/" + name, NEW, 0700));
        }
    }

    private static void bulk(HostRoot root) throws IOException {
        root.inBulk(() -> writeAll(root));
    }

    private List<String> stepsOfABulk() throws IOException {
        FaultySteps counting = FaultySteps.counting();
        bulk(root(machine(), counting));
        return counting.done();
    }

    private static long count(List<String> steps, String step) {
        return steps.stream().filter(step::equals).count();
    }

    /** Each file is old or new, or not there, and only under its name or its temporary one. */
    private static void assertWhole(Path folder, String when) throws IOException {
        for (String name : NAMES) {
            Path file = folder.resolve("s").resolve(name);
            if (name.equals("a") || Files.exists(file)) {
                String found = Files.readString(file);
                boolean old = name.equals("a") && found.equals(OLD);
                assertTrue(old || found.equals(NEW), when + ": " + name + " is " + found);
            }
        }
    }

    private static void assertComplete(Path folder, String when) throws IOException {
        var root = new FolderRoot(folder);
        assertEquals(NAMES, root.list("/s"), when);
        for (String name : NAMES) {
            assertEquals(NEW, new String(root.read("/s/" + name), UTF_8), when);
            assertEquals(0700, root.facts("/s/" + name).mode(), when);
        }
    }

    @Test
    void allContentsAreSyncedAtOnceBeforeTheFirstName() throws IOException {
        List<String> steps = stepsOfABulk();
        assertEquals(0, count(steps, "sync"));
        assertEquals(1, count(steps, "syncFileSystem"));
        assertEquals(NAMES.size(), count(steps, "rename"));
        assertEquals(1, count(steps, "syncFolder"));
        assertTrue(steps.lastIndexOf("mode") < steps.indexOf("syncFileSystem"));
        assertTrue(steps.indexOf("syncFileSystem") < steps.indexOf("rename"));
        assertEquals("syncFolder", steps.getLast());
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aPowerLossAtAnyStepLeavesEachFileWholeOrAbsent(Loss loss) throws IOException {
        int steps = stepsOfABulk().size();
        for (int step = 1; step <= steps + 1; step++) {
            Path folder = machine();
            FaultySteps faulty = FaultySteps.powerLossAt(step);
            FolderRoot root = root(folder, faulty);
            if (step <= steps) {
                assertThrows(PowerLoss.class, () -> bulk(root));
            } else {
                bulk(root);
            }
            faulty.losePower(loss);
            String when = loss + " at " + faulty.done();
            assertWhole(folder, when);
            if (step > steps) {
                assertComplete(folder, when);
            }
            bulk(new FolderRoot(folder));
            assertComplete(folder, when);
        }
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void withoutASyncOfTheFileSystemEachFileIsSynced(Loss loss) throws IOException {
        int sync = stepsOfABulk().indexOf("syncFileSystem") + 1;
        Path folder = machine();
        FaultySteps faulty = FaultySteps.failingAt(sync, NO_SYNC, false);
        bulk(root(folder, faulty));
        assertEquals(NAMES.size(), count(faulty.done(), "sync"));
        assertTrue(faulty.done().indexOf("sync") < faulty.done().indexOf("rename"));
        faulty.losePower(loss);
        assertComplete(folder, loss.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, true",
        "Read-only file system, true",
        "Input/output error, true",
        "Input/output error, false"
    })
    void aFailureAtAnyStepIsToldAndLeavesNoTemporaryFile(String reason, boolean lasting)
            throws IOException {
        List<String> steps = stepsOfABulk();
        for (int step = 1; step <= steps.size(); step++) {
            Path folder = machine();
            FolderRoot root = root(folder, FaultySteps.failingAt(step, reason, lasting));
            String when = reason + " at " + steps.subList(0, step);
            if (lasting || !steps.get(step - 1).equals("syncFileSystem")) {
                var failure = assertThrows(IOException.class, () -> bulk(root), when);
                assertTrue(String.valueOf(failure.getMessage()).endsWith(": " + reason), when);
            } else {
                bulk(root);
            }
            assertWhole(folder, when);
            assertFalse(root.list("/s").toString().contains("tmp"), when);
        }
    }

    @Test
    void oneThatCannotHaveItsNameHindersNoOther() throws IOException {
        List<String> steps = stepsOfABulk();
        Path folder = machine();
        int second = steps.indexOf("rename") + 2;
        FolderRoot root = root(folder, FaultySteps.failingAt(second, "Input/output error", false));
        var failure = assertThrows(IOException.class, () -> bulk(root));
        assertEquals(
                "writing " + folder.resolve("s/b") + ": Input/output error", failure.getMessage());
        assertEquals(List.of("a", "c", "d"), root.list("/s"));
    }

    @Test
    void ofTwoWritesOfOneFileTheLastCounts() throws IOException {
        Path folder = machine();
        FaultySteps counting = FaultySteps.counting();
        FolderRoot root = root(folder, counting);
        root.inBulk(
                () -> {
                    root.write(RenderedFile.text("/s/x", OLD, 0700));
                    root.write(RenderedFile.text("/s/x", NEW, 0600));
                    root.write(RenderedFile.text("/s/empty", "", 0600));
                    root.mark(RenderedFile.text("/s/mark", "1", 0600));
                });
        counting.losePower(Loss.NAMES_AND_BYTES);
        assertEquals(List.of("a", "empty", "mark", "x"), root.list("/s"));
        assertEquals(NEW, new String(root.read("/s/x"), UTF_8));
        assertEquals(1, count(counting.done(), "sync"));
    }

    /** Long names have temporary names that are short, and may be the same. */
    @Test
    void twoFilesOfOneTemporaryNameAreBothThere() throws IOException {
        String first = "/s/" + "Aa".repeat(125);
        String second = "/s/" + "BB".repeat(125);
        assertEquals(
                TemporaryName.of(Path.of(first)), TemporaryName.of(Path.of(second)), "the case");
        FolderRoot root = new FolderRoot(machine());
        root.inBulk(
                () -> {
                    root.write(RenderedFile.text(first, OLD, 0600));
                    root.write(RenderedFile.text(second, NEW, 0600));
                });
        assertEquals(OLD, new String(root.read(first), UTF_8));
        assertEquals(NEW, new String(root.read(second), UTF_8));
    }

    /** What the first of them wrote is there, where the second does not come to be. */
    @Test
    void aSecondWriteThatFailsLeavesTheFirst() throws IOException {
        FaultySteps counting = FaultySteps.counting();
        FolderRoot counted = root(machine(), counting);
        counted.inBulk(
                () -> {
                    counted.write(RenderedFile.text("/s/x", OLD, 0600));
                    counted.write(RenderedFile.text("/s/x", NEW, 0600));
                });
        int create = counting.done().lastIndexOf("create") + 1;
        Path folder = machine();
        FolderRoot root = root(folder, FaultySteps.failingAt(create, "No space left", false));
        assertThrows(
                IOException.class,
                () ->
                        root.inBulk(
                                () -> {
                                    root.write(RenderedFile.text("/s/x", OLD, 0600));
                                    root.write(RenderedFile.text("/s/x", NEW, 0600));
                                }));
        assertEquals(OLD, new String(root.read("/s/x"), UTF_8));
        assertEquals(List.of("a", "x"), root.list("/s"));
    }

    @Test
    void whatFailsInItHindersNotTheRest() throws IOException {
        Path folder = machine();
        FolderRoot root = root(folder, FaultySteps.counting());
        assertThrows(
                IOException.class,
                () ->
                        root.inBulk(
                                () -> {
                                    writeAll(root);
                                    root.write(RenderedFile.text("/s", NEW, 0600));
                                }));
        assertComplete(folder, "after a failure");
    }

    @Test
    void aDefectInItLeavesWhatWasWrittenBefore() throws IOException {
        Path folder = machine();
        FolderRoot root = root(folder, FaultySteps.counting());
        assertThrows(
                IllegalStateException.class,
                () ->
                        root.inBulk(
                                () -> {
                                    writeAll(root);
                                    throw new IllegalStateException("defect");
                                }));
        assertComplete(folder, "after a defect");
        root.write(RenderedFile.text("/s/a", OLD, 0700));
        assertEquals(OLD, new String(root.read("/s/a"), UTF_8));
    }

    @Test
    void oneWithinAnotherIsOneWithIt() throws IOException {
        Path folder = machine();
        FaultySteps counting = FaultySteps.counting();
        FolderRoot root = root(folder, counting);
        root.inBulk(() -> bulk(root));
        assertEquals(1, count(counting.done(), "syncFileSystem"));
        assertComplete(folder, "nested");
    }

    /** A handler of others that was left behind writes as it would without. */
    @Test
    void whatAnotherThreadWritesMeanwhileHasItsNameAtOnce() throws IOException {
        Path folder = machine();
        FolderRoot root = root(folder, new KernelSteps());
        root.inBulk(
                () -> {
                    root.write(RenderedFile.text("/s/own", NEW, 0600));
                    var other =
                            new Thread(
                                    () -> {
                                        try {
                                            root.write(RenderedFile.text("/s/other", NEW, 0600));
                                        } catch (IOException e) {
                                            throw new UncheckedIOException(e);
                                        }
                                    });
                    other.start();
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    assertTrue(root.exists("/s/other"));
                    assertFalse(root.exists("/s/own"));
                });
        assertEquals(List.of("a", "other", "own"), root.list("/s"));
    }

    @Test
    void filesInMemoryAreWrittenAtOnce() throws IOException {
        FaultySteps counting = FaultySteps.counting();
        FolderRoot root = root(machine(), counting);
        root.inBulk(
                () -> {
                    root.write(RenderedFile.text("/run/cloud-init/x", NEW, 0600));
                    assertTrue(root.exists("/run/cloud-init/x"));
                });
        assertEquals(0, count(counting.done(), "syncFileSystem"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300})
    void theSystemsOwnSyncIsAskedFor(int files) throws IOException {
        Path folder = machine();
        FolderRoot root = new FolderRoot(folder);
        root.inBulk(
                () -> {
                    for (int i = 0; i < files; i++) {
                        root.write(RenderedFile.text("/many/f" + i, NEW, 0600));
                    }
                });
        assertEquals(files, root.list("/many").size());
        new KernelSteps().syncFileSystem(folder);
    }

    @Test
    void aFolderThatIsNotThereCannotBeSynced() {
        var failure =
                assertThrows(
                        IOException.class,
                        () -> new KernelSteps().syncFileSystem(place.resolve("absent")));
        assertNotNull(failure.getMessage());
    }
}
