package org.cloudinit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every root does: the real one, and the sandbox's, so that tests on the latter mean
 * something.
 */
@SuppressWarnings("NullAway.Init") // JUnit calls open first.
public abstract class HostRootContract {
    private Path place;
    private HostRoot root;

    /** Made by the test that extends this one. */
    protected HostRootContract() {}

    /** The root under test, over an empty folder. */
    protected abstract HostRoot root(Path empty) throws IOException;

    @BeforeEach
    void open(@TempDir Path empty) throws IOException {
        place = empty;
        root = root(Files.createDirectory(place.resolve("root")));
    }

    /** Without the owner, who is the one who runs the test. */
    private FileFacts facts(String path) throws IOException {
        FileFacts facts = root.facts(path);
        assertNotNull(facts, path);
        return new FileFacts(facts.kind(), facts.mode(), facts.size());
    }

    private void write(String path, String text) throws IOException {
        root.write(RenderedFile.text(path, text, 0644));
    }

    private String text(String path) throws IOException {
        return new String(root.read(path), UTF_8);
    }

    @Test
    void writesBytesModeAndParents() throws IOException {
        root.write(new RenderedFile("/a/b/c", new byte[] {0, -1, 10}, 0600, null));
        assertArrayEquals(new byte[] {0, -1, 10}, root.read("/a/b/c"));
        assertEquals(new FileFacts(FileFacts.Kind.FILE, 0600, 3), facts("/a/b/c"));
        assertEquals(0755, facts("/a/b").mode());
        root.write(RenderedFile.text("/a/b/c", "", 0755));
        assertEquals(new FileFacts(FileFacts.Kind.FILE, 0755, 0), facts("/a/b/c"));
        assertEquals(List.of("c"), root.list("/a/b"));
    }

    @Test
    void aMarkIsAFileLikeOthers() throws IOException {
        root.mark(RenderedFile.text("/sem/mark", "1: 2\n", 0640));
        assertEquals("1: 2\n", text("/sem/mark"));
        assertEquals(new FileFacts(FileFacts.Kind.FILE, 0640, 5), facts("/sem/mark"));
        assertEquals(List.of("mark"), root.list("/sem"));
        Files.createDirectory(place.resolve("root/sem/folder"));
        assertThrows(
                IOException.class, () -> root.mark(RenderedFile.text("/sem/folder", "1", 0640)));
    }

    @Test
    void whatIsForThisBootIsAFileLikeOthers() throws IOException {
        root.writeForThisBoot(RenderedFile.text("/data/status", "1", 0600));
        root.writeForThisBoot(RenderedFile.text("/data/status", "{}", 0644));
        assertEquals("{}", text("/data/status"));
        assertEquals(new FileFacts(FileFacts.Kind.FILE, 0644, 2), facts("/data/status"));
        assertEquals(List.of("status"), root.list("/data"));
        root.writeForThisBoot("/data/status", Secret.of("secret"), 0600);
        assertEquals("secret", text("/data/status"));
        assertEquals(0600, facts("/data/status").mode());
    }

    @Test
    void whatIsWrittenInBulkIsThereAfterwards() throws IOException {
        write("/d/a", "old");
        root.inBulk(
                () -> {
                    for (String name : List.of("a", "b", "c", "b")) {
                        write("/d/" + name, "new " + name);
                    }
                });
        assertEquals(List.of("a", "b", "c"), root.list("/d"));
        assertEquals("new a", text("/d/a"));
        assertEquals("new b", text("/d/b"));
        assertThrows(
                IOException.class,
                () ->
                        root.inBulk(
                                () -> {
                                    write("/d/x", "x");
                                    write("/d", "it is a folder");
                                }));
        assertEquals("x", text("/d/x"));
    }

    @Test
    void tellsWhatIsThereAndWhatIsNot() throws IOException {
        write("/d/file", "x");
        root.link("/d/dangling", "nowhere");
        root.link("/d/link", "file");
        assertTrue(root.exists("/d/link"));
        assertFalse(root.exists("/d/dangling"));
        assertEquals(FileFacts.Kind.LINK, facts("/d/dangling").kind());
        assertEquals("nowhere", root.readLink("/d/dangling"));
        assertNull(root.readLink("/d/file"));
        assertNull(root.readLink("/d/none"));
        assertTrue(root.isDirectory("/d"));
        assertFalse(root.isDirectory("/d/file"));
        assertEquals(List.of("dangling", "file", "link"), root.list("/d"));
        assertEquals(List.of(), root.list("/none"));
        assertNull(root.readIfPresent("/none"));
        assertNull(root.readIfPresent("/d/file/below"));
        assertNull(root.facts("/d/file/below"));
        assertThrows(NoSuchFileException.class, () -> root.read("/none"));
        assertThrows(IOException.class, () -> root.read("/d"));
        assertThrows(IOException.class, () -> root.read("/d/file", 0));
    }

    @Test
    void linksStayWithinTheRoot() throws IOException {
        Files.writeString(place.resolve("outside"), "secret");
        write("/real/file", "inside");
        root.link("/absolute", "/real");
        root.link("/up", "../../../../outside");
        root.link("/host", place.resolve("outside").toString());
        assertEquals("inside", text("/absolute/file"));
        assertFalse(root.exists("/up"));
        assertFalse(root.exists("/host"));
        root.link("/circle", "/circle");
        assertFalse(root.exists("/circle"));
        assertThrows(IOException.class, () -> root.read("/circle"));
    }

    @Test
    void stateFoldersAreGuarded() throws IOException {
        write("/etc/shadow", "untouched");
        root.link("/run/cloud-init/end", "/etc/shadow");
        write("/run/cloud-init/end", "state");
        assertEquals("untouched", text("/etc/shadow"));
        assertEquals("state", text("/run/cloud-init/end"));
        root.link("/var/lib/cloud/way", "/etc");
        assertThrows(IOException.class, () -> write("/var/lib/cloud/way/x", "x"));
        assertThrows(IOException.class, () -> root.delete("/var/lib/cloud/way/shadow"));
        root.createDirectory("/var/lib/cloud/instances/i", 0755);
        root.link("/var/lib/cloud/instance", "/var/lib/cloud/instances/i");
        write("/var/lib/cloud/instance/x", "x");
        assertEquals("x", text("/var/lib/cloud/instances/i/x"));
    }

    @Test
    void elsewhereWritesGoThroughLinks() throws IOException {
        write("/run/real", "old");
        root.link("/etc/link", "../run/real");
        write("/etc/link", "new");
        assertEquals("new", text("/run/real"));
        assertEquals("../run/real", root.readLink("/etc/link"));
    }

    @Test
    void refusesTraversalFoldersAndTheRoot() throws IOException {
        root.createDirectory("/d/e", 0700);
        assertEquals(0700, facts("/d/e").mode());
        assertThrows(IOException.class, () -> write("/d/../x", "x"));
        assertThrows(IOException.class, () -> root.delete("/d/../d"));
        assertThrows(IOException.class, () -> write("/d", "x"));
        assertThrows(IOException.class, () -> root.link("/d", "x"));
        assertThrows(IOException.class, () -> root.delete("/"));
        write("/f", "x");
        assertThrows(IOException.class, () -> write("/f/below", "x"));
        assertThrows(IOException.class, () -> root.createDirectory("/f/below", 0755));
        assertEquals(List.of("d", "f"), root.list("/"));
    }

    @Test
    void appendsDeletesAndChanges() throws IOException {
        root.append("/log", new byte[] {'a'}, 0640);
        try (OutputStream stream = root.openAppend("/log", 0600)) {
            stream.write('b');
        }
        assertEquals("ab", text("/log"));
        assertEquals(0640, facts("/log").mode());
        root.changeMode("/log", 0444);
        assertEquals(0444, facts("/log").mode());
        assertThrows(IOException.class, () -> root.changeMode("/none", 0644));
        root.changeOwner("/log", new Owner(null, null));
        assertThrows(IOException.class, () -> root.changeOwner("/none", new Owner("0", "0")));
        write("/tree/a/b", "x");
        root.link("/tree/out", "/log");
        root.delete("/tree");
        root.delete("/tree");
        assertEquals(List.of("log"), root.list("/"));
    }

    @Test
    void aLockExcludesUntilItIsClosedAndLeavesNothing() throws IOException {
        try (Closeable held = root.lock("/run/d/lock", 0)) {
            assertNotNull(held);
            assertEquals(0600, facts("/run/d/lock").mode());
            assertNull(root.lock("/run/d/lock", 0));
            try (Closeable other = root.lock("/run/d/other", 0)) {
                assertNotNull(other);
            }
        }
        assertEquals(List.of(), root.list("/run/d"));
        try (Closeable again = root.lock("/run/d/lock", 0)) {
            assertNotNull(again);
        }
    }

    @Test
    void aLockFileThatWasLeftHindersNobody() throws IOException {
        write("/run/d/lock", "");
        try (Closeable held = root.lock("/run/d/lock", 0)) {
            assertNotNull(held);
        }
        assertEquals(List.of(), root.list("/run/d"));
    }

    @Test
    void furtherStateFoldersAreGuardedLikeTheUsual() throws IOException {
        root.createDirectory("/etc/precious", 0755);
        root.createDirectory("/srv/state", 0755);
        root.link("/srv/state/way", "/etc/precious");
        write("/srv/state/way/a", "through");
        assertEquals("through", text("/etc/precious/a"));
        root.guard(List.of("/srv/state"));
        assertThrows(IOException.class, () -> write("/srv/state/way/b", "x"));
        assertEquals(List.of("a"), root.list("/etc/precious"));
        root.link("/srv/state/last", "/etc/precious/a");
        write("/srv/state/last", "replaced");
        assertEquals("through", text("/etc/precious/a"));
        write("/var/lib/cloud/data/c", "still");
        assertEquals("still", text("/var/lib/cloud/data/c"));
    }
}
