package org.cloudinit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.testkit.FaultyRoot.Fault;
import org.cloudinit.testkit.FaultyRoot.PowerLoss;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyRootTest {
    @TempDir Path folder;

    private SandboxRoot root;

    @BeforeEach
    void open() throws IOException {
        root = new SandboxRoot(folder);
    }

    private static void boot(HostRoot root) throws IOException {
        root.createDirectory("/d", 0755);
        root.write(RenderedFile.text("/d/a", "content", 0644));
        root.link("/d/l", "a");
        root.append("/log", "line\n".getBytes(UTF_8), 0640);
        root.delete("/d/l");
    }

    @Test
    void countsChanges() throws IOException {
        FaultyRoot counting = FaultyRoot.counting(root);
        boot(counting);
        counting.read("/d/a");
        assertEquals(
                List.of(
                        "making folder /d",
                        "writing /d/a",
                        "linking /d/l",
                        "appending to /log",
                        "removing /d/l"),
                counting.operations());
    }

    @Test
    void aFullDiskStaysFull() throws IOException {
        FaultyRoot full = FaultyRoot.failing(root, 2, Fault.NO_SPACE);
        var failure = assertThrows(IOException.class, () -> boot(full));
        assertEquals("writing /d/a: No space left on device", failure.getMessage());
        assertThrows(IOException.class, () -> full.link("/x", "y"));
        assertEquals(List.of("d"), root.list("/"));
    }

    @Test
    void aBrokenDiskFailsOnce() throws IOException {
        FaultyRoot broken = FaultyRoot.failing(root, 1, Fault.IO_ERROR);
        assertThrows(IOException.class, () -> boot(broken));
        boot(broken);
        assertTrue(root.exists("/d/a"));
    }

    @Test
    void powerGoesBeforeWithinAndAfter() throws IOException {
        assertThrows(PowerLoss.class, () -> boot(FaultyRoot.failing(root, 2, Fault.CRASH_BEFORE)));
        assertEquals(List.of(), root.list("/d"));
        assertThrows(PowerLoss.class, () -> boot(FaultyRoot.failing(root, 2, Fault.CRASH_WITHIN)));
        assertEquals(List.of(".a.cloud-init-tmp"), root.list("/d"));
        assertThrows(PowerLoss.class, () -> boot(FaultyRoot.failing(root, 2, Fault.CRASH_AFTER)));
        assertTrue(root.exists("/d/a"));
        assertFalse(root.exists("/d/l"));
    }

    @Test
    void whatWasAppendedIsLost() throws IOException {
        root.append("/log", "old\n".getBytes(UTF_8), 0640);
        FaultyRoot faulty = FaultyRoot.counting(root);
        boot(faulty);
        faulty.loseUnsynced();
        assertEquals("old\n", new String(root.read("/log"), UTF_8));
        assertEquals("content", new String(root.read("/d/a"), UTF_8));
    }
}
