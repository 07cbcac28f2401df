package org.cloudinit.core.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.testkit.FaultyRoot;
import org.cloudinit.testkit.FaultyRoot.Fault;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.SandboxRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ran is told by a file's being there, with its text or without. */
class SemaphoresTest {
    private static final String FILE = "/var/lib/cloud/instances/i-1/sem/consume_data";

    @TempDir private Path folder;
    private SandboxRoot root;

    @BeforeEach
    void makeMachine() throws IOException {
        root = SandboxHost.in(folder).build().root();
    }

    private String text() throws IOException {
        return new String(root.read(FILE), StandardCharsets.UTF_8);
    }

    @Test
    void aSemaphoreIsNotSetUntilItIs() throws IOException {
        var semaphores = new Semaphores(root, () -> Instant.ofEpochMilli(1_234));
        assertFalse(semaphores.isSet(FILE));
        assertFalse(semaphores.isSet(null));
        assertFalse(root.exists(FILE));
        semaphores.set(FILE);
        assertTrue(semaphores.isSet(FILE));
        assertEquals(ProcessHandle.current().pid() + ": 1.234\n", text());
    }

    @Test
    void oneThatLostItsTextIsSetAndHasOneAgain() throws IOException {
        root.write(RenderedFile.text(FILE, "", 0644));
        var semaphores = new Semaphores(root, () -> Instant.ofEpochMilli(1_234));
        assertTrue(semaphores.isSet(FILE));
        assertEquals(ProcessHandle.current().pid() + ": 1.234\n", text());
    }

    @Test
    void oneWithATextIsLeftAsItIs() throws IOException {
        root.write(RenderedFile.text(FILE, "7: 8.999\n", 0600));
        FaultyRoot counting = FaultyRoot.counting(root);
        assertTrue(new Semaphores(counting, InstantSource.system()).isSet(FILE));
        assertEquals(List.of(), counting.operations());
    }

    @Test
    void oneWhoseTextCannotBeWrittenAgainIsSet() throws IOException {
        root.write(RenderedFile.text(FILE, "", 0644));
        var broken =
                List.of(
                        FaultyRoot.failing(root, 1, Fault.READ_ONLY),
                        FaultyRoot.unreadable(root, 1));
        for (FaultyRoot faulty : broken) {
            assertTrue(new Semaphores(faulty, InstantSource.system()).isSet(FILE));
            assertEquals("", text());
        }
    }
}
