package org.cloudinit.core.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock between real processes. */
class LockFileTest {
    private static final String LOCK = "/run/cloud-init/lock";
    private static final int PROCESSES = 4;
    private static final int ROUNDS = 40;

    @TempDir private Path folder;

    @Test
    void aKilledProcessHoldsNothingThoughItsFileStays() throws Exception {
        Process holder = ChildJvm.start(Holder.class, folder.toString());
        holder.getInputStream().read();
        var root = new FolderRoot(folder);
        long start = System.nanoTime();
        assertNull(root.lock(LOCK, 200));
        long waited = (System.nanoTime() - start) / 1_000_000;
        assertTrue(waited >= 200 && waited < 5_000, "waited " + waited + " ms");
        holder.destroyForcibly().waitFor();
        assertTrue(Files.exists(folder.resolve("run/cloud-init/lock")));
        try (Closeable lock = root.lock(LOCK, 0)) {
            assertNotNull(lock);
        }
        assertFalse(Files.exists(folder.resolve("run/cloud-init/lock")));
    }

    @Test
    void noTwoProcessesAreInsideAtOnceThoughTheFileComesAndGoes() throws Exception {
        var processes = new ArrayList<Process>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(ChildJvm.start(Counter.class, folder.toString()));
        }
        for (Process process : processes) {
            assertEquals(0, process.waitFor());
        }
        assertEquals(
                Integer.toString(PROCESSES * ROUNDS), Files.readString(folder.resolve("count")));
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        var root = new FolderRoot(folder);
        root.createDirectory("/run/cloud-init", 0755);
        Files.writeString(folder.resolve("precious"), "content");
        Files.createSymbolicLink(folder.resolve("run/cloud-init/lock"), folder.resolve("precious"));
        assertThrows(IOException.class, () -> root.lock(LOCK, 0));
        assertEquals("content", Files.readString(folder.resolve("precious")));
        assertEquals(List.of("lock"), root.list("/run/cloud-init"));
    }

    /** Takes the lock, says so and never gives it back. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            var lock = new FolderRoot(Path.of(arguments[0])).lock(LOCK, 0);
            System.out.println(lock);
            Thread.sleep(600_000);
        }
    }

    /** Counts in a file: a count is lost wherever two are inside. */
    static final class Counter {
        private Counter() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            var root = new FolderRoot(folder);
            Path file = folder.resolve("count");
            for (int i = 0; i < ROUNDS; i++) {
                try (Closeable lock = root.lock(LOCK, 60_000)) {
                    if (lock == null) {
                        System.exit(1);
                    }
                    int count = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
                    Files.writeString(file, Integer.toString(count + 1));
                }
            }
        }
    }
}
