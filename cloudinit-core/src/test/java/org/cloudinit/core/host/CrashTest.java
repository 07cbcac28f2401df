package org.cloudinit.core.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.core.host.FaultySteps.Loss;
import org.cloudinit.core.host.FaultySteps.PowerLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A write that is stopped or fails at any of its steps leaves the old content or the new, never
 * half.
 */
class CrashTest {
    private static final String OLD = "old content, of some length";
    private static final String NEW = "new content, which is longer than the old one was";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /**
     * In memory where that is possible: what a disk may lose is modelled by the steps, not tried.
     */
    static final class InMemory implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
                throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "crash")
                    : Files.createTempDirectory("crash");
        }
    }

    @TempDir(factory = InMemory.class)
    Path place;

    private int machines;

    private interface Act {
        void run(HostRoot root) throws IOException;
    }

    private static void replace(HostRoot root) throws IOException {
        root.write(new RenderedFile("/etc/d/file", NEW.getBytes(UTF_8), 0640, new Owner("0", "0")));
    }

    private Path machine() throws IOException {
        Path folder = Files.createDirectory(place.resolve("m" + machines++));
        new FolderRoot(folder).write(RenderedFile.text("/etc/d/file", OLD, 0600));
        return folder;
    }

    private static FolderRoot root(Path folder, FileSteps steps) throws IOException {
        return new FolderRoot(folder, FolderRoot.STATE_FOLDERS, steps);
    }

    private int steps(Act act) throws IOException {
        FaultySteps counting = FaultySteps.counting();
        act.run(root(machine(), counting));
        return counting.done().size();
    }

    private void crash(Path folder, int step, Loss loss, Act act) throws IOException {
        FaultySteps steps = FaultySteps.powerLossAt(step);
        FolderRoot root = root(folder, steps);
        assertThrows(PowerLoss.class, () -> act.run(root));
        steps.losePower(loss);
    }

    @Test
    void theStepsAreInTheSafeOrder() throws IOException {
        FaultySteps counting = FaultySteps.counting();
        replace(root(machine(), counting));
        assertEquals(
                List.of(
                        "create",
                        "write",
                        "write",
                        "owner",
                        "mode",
                        "sync",
                        "rename",
                        "syncFolder"),
                counting.done());
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void powerLossAtEveryStepLeavesOldOrNew(Loss loss) throws IOException {
        int steps = steps(CrashTest::replace);
        assertEquals(8, steps);
        for (int step = 1; step <= steps; step++) {
            Path folder = machine();
            crash(folder, step, loss, CrashTest::replace);
            String found = Files.readString(folder.resolve("etc/d/file"));
            assertTrue(found.equals(OLD) || found.equals(NEW), "step " + step + ": " + found);
            FolderRoot next = new FolderRoot(folder);
            replace(next);
            assertEquals(NEW, new String(next.read("/etc/d/file"), UTF_8));
            assertEquals(List.of("file"), next.list("/etc/d"), "step " + step);
        }
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aWriteThatReturnedLasts(Loss loss) throws IOException {
        Path folder = machine();
        FaultySteps steps = FaultySteps.counting();
        FolderRoot root = root(folder, steps);
        root.write(RenderedFile.text("/new/folder/file", NEW, 0644));
        root.link("/new/folder/link", "file");
        root.delete("/etc/d/file");
        steps.losePower(loss);
        assertEquals(NEW, new String(root.read("/new/folder/link"), UTF_8));
        assertFalse(root.exists("/etc/d/file"));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aNewFileIsWholeOrAbsent(Loss loss) throws IOException {
        Act act = root -> root.write(RenderedFile.text("/a/b/new", NEW, 0644));
        int steps = steps(act);
        for (int step = 1; step <= steps; step++) {
            Path folder = machine();
            crash(folder, step, loss, act);
            FolderRoot next = new FolderRoot(folder);
            byte[] found = next.readIfPresent("/a/b/new");
            assertTrue(found == null || new String(found, UTF_8).equals(NEW), "step " + step);
            act.run(next);
            assertEquals(NEW, new String(next.read("/a/b/new"), UTF_8));
            assertEquals(List.of("new"), next.list("/a/b"), "step " + step);
        }
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aLinkIsOldOrNew(Loss loss) throws IOException {
        Act act = root -> root.link("/var/lib/cloud/instance", "/var/lib/cloud/instances/new");
        for (int step = 1; step <= 3; step++) {
            Path folder = machine();
            new FolderRoot(folder).link("/var/lib/cloud/instance", "/var/lib/cloud/instances/old");
            crash(folder, step, loss, act);
            FolderRoot next = new FolderRoot(folder);
            String target = String.valueOf(next.readLink("/var/lib/cloud/instance"));
            assertTrue(target.endsWith("/old") || target.endsWith("/new"), "step " + step);
            act.run(next);
            assertEquals(List.of("instance"), next.list("/var/lib/cloud"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"No space left on device", "Read-only file system", "Input/output error"})
    void aFailureAtEveryStepLeavesOldOrNewAndNoTemporaryFile(String reason) throws IOException {
        int steps = steps(CrashTest::replace);
        for (int step = 1; step <= steps; step++) {
            Path folder = machine();
            FolderRoot root = root(folder, FaultySteps.failingAt(step, reason, true));
            var failure = assertThrows(IOException.class, () -> replace(root));
            assertEquals("writing /etc/d/file: " + reason, failure.getMessage());
            assertEquals(List.of("file"), root.list("/etc/d"), "step " + step);
            String found = Files.readString(folder.resolve("etc/d/file"));
            assertEquals(step < steps ? OLD : NEW, found, "step " + step);
        }
    }

    @Test
    void aSecretIsNeverReadableByOthersWhileItIsWritten() throws IOException {
        Act act = root -> root.write(RenderedFile.text("/etc/d/secret", NEW, 0600));
        int steps = steps(act);
        for (int step = 2; step <= steps; step++) {
            Path folder = machine();
            crash(folder, step, Loss.NONE, act);
            boolean seen = false;
            for (String name : List.of("secret", ".secret.cloud-init-tmp")) {
                Path file = folder.resolve("etc/d").resolve(name);
                if (Files.exists(file)) {
                    seen = true;
                    assertEquals(OWNER_ONLY, Files.getPosixFilePermissions(file), "step " + step);
                }
            }
            assertTrue(seen, "step " + step);
        }
    }

    @Test
    void aFolderIsPrivateUntilItHasItsMode() throws IOException {
        Path folder = machine();
        crash(folder, 2, Loss.NONE, root -> root.createDirectory("/private", 0700));
        assertEquals(0700, new FolderRoot(folder).facts("/private").mode());
        assertNull(new FolderRoot(folder).facts("/private/x"));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aMarkThatReturnedIsThereWhateverBecameOfItsText(Loss loss) throws IOException {
        Path folder = machine();
        FaultySteps steps = FaultySteps.counting();
        root(folder, steps).mark(RenderedFile.text("/var/lib/cloud/sem/mark", NEW, 0644));
        assertFalse(steps.done().contains("sync"), () -> steps.done().toString());
        assertEquals("syncFolder", steps.done().getLast());
        steps.losePower(loss);
        FolderRoot next = new FolderRoot(folder);
        assertTrue(next.exists("/var/lib/cloud/sem/mark"));
        String found = new String(next.read("/var/lib/cloud/sem/mark"), UTF_8);
        assertEquals(loss == Loss.NONE ? NEW : "", found);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aFileOfNoBytesLastsWithoutASyncOfItsOwn(Loss loss) throws IOException {
        Path folder = machine();
        FaultySteps steps = FaultySteps.counting();
        root(folder, steps).write(RenderedFile.text("/etc/d/file", "", 0640));
        assertEquals(
                List.of("create", "write", "write", "mode", "rename", "syncFolder"), steps.done());
        steps.losePower(loss);
        assertEquals("", Files.readString(folder.resolve("etc/d/file")));
    }

    private static void bind(HostRoot root) throws IOException {
        root.together(
                () -> {
                    root.write(RenderedFile.text("/var/lib/cloud/data/a", NEW, 0644));
                    root.write(RenderedFile.text("/var/lib/cloud/data/b", NEW, 0600));
                    root.link("/var/lib/cloud/data/c", "a");
                });
    }

    @Test
    void changesThatBelongTogetherSyncEachFolderOnce() throws IOException {
        Path folder = machine();
        bind(new FolderRoot(folder));
        FaultySteps counting = FaultySteps.counting();
        bind(root(folder, counting));
        assertEquals(1, counting.done().stream().filter("syncFolder"::equals).count());
        assertEquals("syncFolder", counting.done().getLast());
        assertEquals(2, counting.done().stream().filter("sync"::equals).count());
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void changesThatBelongTogetherLastAndAreWholeAtEveryStep(Loss loss) throws IOException {
        int steps = steps(CrashTest::bind);
        for (int step = 1; step <= steps + 1; step++) {
            Path folder = machine();
            FaultySteps faulty = FaultySteps.powerLossAt(step);
            FolderRoot root = root(folder, faulty);
            if (step <= steps) {
                assertThrows(PowerLoss.class, () -> bind(root));
            } else {
                bind(root);
            }
            faulty.losePower(loss);
            FolderRoot next = new FolderRoot(folder);
            for (String path : List.of("/var/lib/cloud/data/a", "/var/lib/cloud/data/b")) {
                byte[] found = next.readIfPresent(path);
                boolean whole = found != null && new String(found, UTF_8).equals(NEW);
                assertTrue(whole || (found == null && step <= steps), path + " at step " + step);
            }
            bind(next);
            assertEquals(List.of("a", "b", "c"), next.list("/var/lib/cloud/data"));
        }
    }

    @Test
    void aFailureAmongThemIsToldAndTheRestIsSynced() throws IOException {
        FaultySteps counting = FaultySteps.counting();
        FolderRoot root = root(machine(), counting);
        assertThrows(
                IOException.class,
                () ->
                        root.together(
                                () -> {
                                    root.write(RenderedFile.text("/etc/d/a", NEW, 0644));
                                    root.write(RenderedFile.text("/etc/d", NEW, 0644));
                                }));
        assertEquals("syncFolder", counting.done().getLast());
        counting.losePower(Loss.NAMES_AND_BYTES);
        assertTrue(root.exists("/etc/d/a"));
    }
}
