package org.cloudinit.core.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and writing under a root folder, with real files. */
class FolderRootTest {
    @TempDir Path folder;

    private FolderRoot root;

    @BeforeEach
    void open() throws IOException {
        root = new FolderRoot(folder);
    }

    private int mode(String path) throws IOException {
        FileFacts facts = root.facts(path);
        assertNotNull(facts, path);
        return facts.mode();
    }

    private List<String> namesIn(String path) throws IOException {
        return root.list(path);
    }

    @Test
    void writesBytesAndExactMode() throws IOException {
        for (int mode : new int[] {0600, 0644, 0640, 0400, 0755, 0777, 04755, 01777}) {
            root.write(RenderedFile.text("/etc/a/b", "mode " + mode, mode));
            assertEquals("mode " + mode, Files.readString(folder.resolve("etc/a/b")));
            assertEquals(mode, mode("/etc/a/b"));
        }
        assertEquals(List.of("b"), namesIn("/etc/a"));
    }

    @Test
    void makesParentsWith0755WhateverTheUmask() throws Exception {
        assertEquals(0, ChildJvm.run("077", WriteUnderUmask.class, folder.toString()));
        assertEquals(0755, mode("/one"));
        assertEquals(0755, mode("/one/two"));
        assertEquals(0644, mode("/one/two/file"));
        assertEquals(01777, mode("/run/cloud-init/tmp"));
    }

    /** Runs in a process of its own, with umask 077. */
    static final class WriteUnderUmask {
        private WriteUnderUmask() {}

        public static void main(String[] arguments) throws IOException {
            var root = new FolderRoot(Path.of(arguments[0]));
            root.write(RenderedFile.text("/one/two/file", "x", 0644));
            root.createDirectory("/run/cloud-init/tmp", 01777);
        }
    }

    @Test
    void replacesAStaleTemporaryFile() throws IOException {
        root.createDirectory("/etc", 0755);
        Files.writeString(folder.resolve("etc/.a.cloud-init-tmp"), "half of something secret");
        root.write(RenderedFile.text("/etc/a", "new", 0644));
        assertEquals("new", Files.readString(folder.resolve("etc/a")));
        assertEquals(List.of("a"), namesIn("/etc"));
    }

    @Test
    void writesAFileWithTheLongestName() throws IOException {
        String name = "n".repeat(255);
        root.write(RenderedFile.text("/etc/" + name, "x", 0644));
        assertEquals(List.of(name), namesIn("/etc"));
    }

    @Test
    void aFailedWriteLeavesOldContentAndNoTemporaryFile() throws IOException {
        root.write(RenderedFile.text("/etc/a", "old", 0644));
        var unknown =
                new RenderedFile("/etc/a", new byte[] {1}, 0644, new Owner("nobody-here", null));
        var failure = assertThrows(IOException.class, () -> root.write(unknown));
        assertTrue(failure.getMessage().contains("writing /etc/a"), failure.getMessage());
        assertTrue(failure.getMessage().contains("nobody-here"), failure.getMessage());
        assertEquals("old", Files.readString(folder.resolve("etc/a")));
        assertEquals(List.of("a"), namesIn("/etc"));
    }

    @Test
    void refusesToWriteOverAFolder() throws IOException {
        root.createDirectory("/etc/a/full", 0755);
        var failure =
                assertThrows(
                        IOException.class,
                        () -> root.write(RenderedFile.text("/etc/a", "x", 0644)));
        assertTrue(failure.getMessage().startsWith("writing /etc/a: "), failure.getMessage());
        assertTrue(root.isDirectory("/etc/a/full"));
        assertThrows(IOException.class, () -> root.link("/etc/a", "b"));
        assertThrows(IOException.class, () -> root.write(RenderedFile.text("/", "x", 0644)));
    }

    @Test
    void failureNamesTheActAndThePathNeverTheContent() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        var failure =
                assertThrows(
                        IOException.class,
                        () -> root.write(RenderedFile.text("/file/below", "pass word", 0600)));
        assertTrue(failure.getMessage().startsWith("writing /file/below: "), failure.getMessage());
        assertFalse(failure.toString().contains("pass word"));
    }

    @Test
    void refusesTraversalAndRelativePaths() {
        for (String path : List.of("/etc/../x", "/../x", "/etc/..", "/var/lib/cloud/../../x")) {
            assertThrows(
                    IOException.class, () -> root.write(RenderedFile.text(path, "x", 0644)), path);
            assertThrows(IOException.class, () -> root.delete(path), path);
            assertThrows(IOException.class, () -> root.createDirectory(path, 0755), path);
            assertThrows(IOException.class, () -> root.link(path, "t"), path);
            assertThrows(IOException.class, () -> root.append(path, new byte[1], 0644), path);
        }
        assertThrows(IOException.class, () -> root.delete("etc"));
        assertThrows(IOException.class, () -> root.read("etc/passwd"));
        assertThrows(IOException.class, () -> root.delete("/"));
        assertThrows(IOException.class, () -> root.read("/a\0b"));
    }

    @Test
    void aNameWithDotsIsNoTraversal() throws IOException {
        root.write(RenderedFile.text("/etc/a..b/..c", "x", 0644));
        assertArrayEquals(new byte[] {'x'}, root.read("/etc/a..b/..c"));
    }

    @Test
    void appendsAndMakesTheFileOnce() throws IOException {
        root.append("/var/log/a.log", "one\n".getBytes(UTF_8), 0640);
        root.changeMode("/var/log/a.log", 0600);
        root.append("/var/log/a.log", "two\n".getBytes(UTF_8), 0640);
        try (OutputStream log = root.openAppend("/var/log/a.log", 0640)) {
            log.write("three\n".getBytes(UTF_8));
            assertEquals("one\ntwo\nthree\n", Files.readString(folder.resolve("var/log/a.log")));
        }
        assertEquals(0600, mode("/var/log/a.log"));
        root.append("/var/log/b.log", new byte[0], 0640);
        assertEquals(0640, mode("/var/log/b.log"));
    }

    @Test
    void linksAreMadeAndReplaced() throws IOException {
        root.link("/var/lib/cloud/instance", "/var/lib/cloud/instances/a");
        root.link("/var/lib/cloud/instance", "/var/lib/cloud/instances/b");
        assertEquals("/var/lib/cloud/instances/b", root.readLink("/var/lib/cloud/instance"));
        assertEquals(List.of("instance"), namesIn("/var/lib/cloud"));
        root.write(RenderedFile.text("/etc/file", "x", 0644));
        root.link("/etc/file", "other");
        assertEquals("other", root.readLink("/etc/file"));
        assertNull(root.readLink("/etc/absent"));
        assertNull(root.readLink("/etc"));
    }

    @Test
    void deletesTreesWithoutFollowingLinks() throws IOException {
        root.write(RenderedFile.text("/keep/file", "x", 0644));
        root.write(RenderedFile.text("/gone/a/b/c", "x", 0400));
        root.link("/gone/a/out", "/keep");
        root.link("/gone/dangling", "nowhere");
        root.delete("/gone");
        root.delete("/gone");
        assertFalse(Files.exists(folder.resolve("gone")));
        assertTrue(root.exists("/keep/file"));
        root.link("/out", "/keep");
        root.delete("/out");
        assertTrue(root.exists("/keep/file"));
        assertNull(root.facts("/out"));
    }

    @Test
    void readsWhatIsThereAndSaysWhatIsNot() throws IOException {
        root.write(RenderedFile.text("/etc/a", "text", 0644));
        assertArrayEquals("text".getBytes(UTF_8), root.read("/etc/a"));
        assertArrayEquals("text".getBytes(UTF_8), root.read("/etc/a", 4));
        assertThrows(IOException.class, () -> root.read("/etc/a", 3));
        assertThrows(NoSuchFileException.class, () -> root.read("/etc/b"));
        assertNull(root.readIfPresent("/etc/b"));
        assertNull(root.readIfPresent("/etc/a/b"));
        assertThrows(IOException.class, () -> root.readIfPresent("/etc"));
        assertNull(root.facts("/etc/a/b"));
        assertEquals(List.of(), root.list("/nothing"));
        assertEquals(List.of(), root.list("/etc/a"));
        int user = (int) Files.getAttribute(folder.resolve("etc/a"), "unix:uid");
        int group = (int) Files.getAttribute(folder.resolve("etc/a"), "unix:gid");
        assertEquals(
                new FileFacts(FileFacts.Kind.FILE, 0644, 4, user, group), root.facts("/etc/a"));
        assertFalse(root.isExecutable("/etc/a"));
        root.changeMode("/etc/a", 0700);
        assertTrue(root.isExecutable("/etc/a"));
        assertFalse(root.isExecutable("/etc"));
    }

    @Test
    void readsFilesOfAnySize() throws IOException {
        // Attributes of sysfs announce 4096 bytes and hold a few; other files keep their word.
        for (int size : new int[] {0, 1, 127, 128, 129, 4095, 4096, 4097, 9000}) {
            String text = "x".repeat(size);
            root.write(RenderedFile.text("/a", text, 0644));
            assertEquals(text, new String(root.read("/a"), UTF_8));
            assertEquals(text, new String(root.read("/a", size), UTF_8));
            int less = size - 1;
            assertThrows(IOException.class, () -> root.read("/a", less), "limit " + less);
        }
    }

    @Test
    void readsFilesThatAnnounceNoSize() throws IOException {
        var whole = new FolderFiles(Path.of("/"));
        String mtu = "/sys/class/net/lo/mtu";
        assertEquals(Files.readString(Path.of(mtu)), new String(whole.read(mtu), UTF_8));
        assertTrue(whole.read("/proc/self/status").length > 100);
        assertThrows(IOException.class, () -> whole.read("/proc/self/status", 10));
    }

    @Test
    void neverOpensAPipe() throws Exception {
        assertEquals(0, new ProcessBuilder("mkfifo", folder + "/pipe").start().waitFor());
        assertThrows(IOException.class, () -> root.read("/pipe"));
        assertThrows(IOException.class, () -> root.open("/pipe"));
    }

    @Test
    void listsByCodePoint() throws IOException {
        String beyond = "\ud83d\ude00";
        String below = "\uff5e";
        for (String name : List.of(beyond, below, "b", "B", "a.cfg", "a")) {
            root.write(RenderedFile.text("/d/" + name, "", 0644));
        }
        assertEquals(List.of("B", "a", "a.cfg", "b", below, beyond), root.list("/d"));
    }

    @Test
    void refusesTooLargeOwnersAndUnknownNames() throws IOException {
        root.write(RenderedFile.text("/f", "x", 0644));
        assertThrows(IOException.class, () -> root.changeOwner("/f", new Owner("no-such", null)));
        assertThrows(IOException.class, () -> root.changeOwner("/f", new Owner(null, "no-such")));
        assertThrows(
                IOException.class, () -> root.changeOwner("/absent", new Owner("root", "root")));
        root.changeOwner("/f", new Owner(null, null));
    }
}
