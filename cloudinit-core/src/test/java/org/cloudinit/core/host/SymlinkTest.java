package org.cloudinit.core.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.RenderedFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that lead, or try to lead, elsewhere. */
class SymlinkTest {
    @TempDir Path place;

    private Path folder;
    private Path outside;
    private FolderRoot root;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(place.resolve("root"));
        outside = Files.createDirectory(place.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "of the host");
        root = new FolderRoot(folder);
    }

    private void symlink(String path, String target) throws IOException {
        Path link = folder.resolve(path.substring(1));
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    @Test
    void absoluteLinksBeginAtTheRootFolder() throws IOException {
        root.write(RenderedFile.text("/real/file", "inside", 0644));
        symlink("/link", "/real/file");
        symlink("/a/b/folder", "/real");
        symlink("/a/up", "../../../../../../../../real");
        assertEquals("inside", new String(root.read("/link"), UTF_8));
        assertEquals("inside", new String(root.read("/a/b/folder/file"), UTF_8));
        assertEquals("inside", new String(root.read("/a/up/file"), UTF_8));
        assertEquals(List.of("file"), root.list("/a/b/folder"));
        assertEquals(folder.toRealPath().resolve("real/file"), root.resolve("/link"));
    }

    @Test
    void noLinkLeadsOutOfTheRootFolder() throws IOException {
        symlink("/absolute", outside + "/secret");
        symlink("/folder", outside.toString());
        symlink("/relative", "../outside/secret");
        for (String path : List.of("/absolute", "/folder/secret", "/relative")) {
            assertFalse(root.exists(path), path);
            assertThrows(IOException.class, () -> root.read(path), path);
        }
        root.write(RenderedFile.text("/absolute", "x", 0644));
        root.append("/relative", new byte[] {'y'}, 0644);
        assertEquals("of the host", Files.readString(outside.resolve("secret")));
        assertTrue(Files.exists(folder.resolve("outside/secret")));
        assertTrue(Files.exists(folder.resolve(outside.toString().substring(1)).resolve("secret")));
    }

    @Test
    void circlesEnd() throws IOException {
        symlink("/a", "/b");
        symlink("/b", "a");
        symlink("/self", "self/self");
        for (String path : List.of("/a", "/b", "/self", "/a/x")) {
            assertThrows(IOException.class, () -> root.read(path), path);
            assertThrows(
                    IOException.class, () -> root.write(RenderedFile.text(path, "x", 0644)), path);
            assertFalse(root.exists(path), path);
        }
        assertThrows(IOException.class, () -> root.resolve("/a"));
    }

    @Test
    void fortyLinksAreFollowedAndNoMore() throws IOException {
        root.write(RenderedFile.text("/l0", "end", 0644));
        for (int i = 1; i <= 41; i++) {
            symlink("/l" + i, "l" + (i - 1));
        }
        assertEquals("end", new String(root.read("/l40"), UTF_8));
        assertThrows(IOException.class, () -> root.read("/l41"));
    }

    @Test
    void outsideTheStateFoldersAWriteGoesThroughLinksAsTheMachineWould() throws IOException {
        root.createDirectory("/run/systemd/resolve", 0755);
        symlink("/etc/resolv.conf", "../run/systemd/resolve/resolv.conf");
        root.write(RenderedFile.text("/etc/resolv.conf", "nameserver", 0644));
        assertTrue(Files.isSymbolicLink(folder.resolve("etc/resolv.conf")));
        assertEquals(
                "nameserver", new String(root.read("/run/systemd/resolve/resolv.conf"), UTF_8));
    }

    @Test
    void insideThemALinkAtTheEndIsReplaced() throws IOException {
        root.write(RenderedFile.text("/etc/shadow", "untouched", 0600));
        for (String path :
                List.of("/var/lib/cloud/data/status.json", "/run/cloud-init/instance-data.json")) {
            symlink(path, "/etc/shadow");
            root.write(RenderedFile.text(path, "state", 0644));
            assertFalse(Files.isSymbolicLink(folder.resolve(path.substring(1))));
            assertEquals("untouched", new String(root.read("/etc/shadow"), UTF_8));
        }
    }

    @Test
    void insideThemNothingIsChangedThroughALinkAtTheEnd() throws IOException {
        root.write(RenderedFile.text("/etc/shadow", "untouched", 0600));
        String path = "/run/cloud-init/x";
        symlink(path, "/etc/shadow");
        assertThrows(IOException.class, () -> root.append(path, new byte[] {1}, 0644));
        assertThrows(IOException.class, () -> root.changeMode(path, 0666));
        assertEquals("untouched", new String(root.read("/etc/shadow"), UTF_8));
        assertEquals(0600, root.facts("/etc/shadow").mode());
    }

    @Test
    void insideThemALinkOnTheWayOutIsRefused() throws IOException {
        root.createDirectory("/etc/cron.d", 0755);
        symlink("/var/lib/cloud/data", "/etc");
        String path = "/var/lib/cloud/data/cron.d/job";
        assertThrows(IOException.class, () -> root.write(RenderedFile.text(path, "x", 0644)));
        assertThrows(IOException.class, () -> root.append(path, new byte[1], 0644));
        assertThrows(IOException.class, () -> root.link(path, "x"));
        assertThrows(IOException.class, () -> root.delete("/var/lib/cloud/data/cron.d"));
        assertThrows(
                IOException.class, () -> root.createDirectory("/var/lib/cloud/data/new/x", 0755));
        String doubled = "/var//lib/./cloud/data/cron.d/job";
        assertThrows(IOException.class, () -> root.write(RenderedFile.text(doubled, "x", 0644)));
        assertEquals(List.of("cron.d"), root.list("/etc"));
        assertEquals(List.of(), root.list("/etc/cron.d"));
    }

    @Test
    void aLinkFromStateToStateIsFollowed() throws IOException {
        root.createDirectory("/var/lib/cloud/instances/i-1", 0755);
        symlink("/var/lib/cloud/instance", "/var/lib/cloud/instances/i-1");
        root.write(RenderedFile.text("/var/lib/cloud/instance/obj", "x", 0400));
        assertTrue(root.exists("/var/lib/cloud/instances/i-1/obj"));
    }

    @Test
    void aStateFolderMayItselfBeElsewhere() throws IOException {
        root.createDirectory("/data/cloud", 0755);
        symlink("/var/lib/cloud", "/data/cloud");
        root.write(RenderedFile.text("/var/lib/cloud/data/a", "x", 0644));
        assertTrue(root.exists("/data/cloud/data/a"));
    }

    @Test
    void movedStateFoldersAreGuardedToo() throws IOException {
        var moved = new FolderRoot(folder, List.of("/srv/state"), new KernelSteps());
        symlink("/srv/state/out", "/etc");
        assertThrows(
                IOException.class,
                () -> moved.write(RenderedFile.text("/srv/state/out/x", "x", 0644)));
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        var whole = new FolderRoot(Path.of("/"));
        whole.write(RenderedFile.text("/dev/null", "x", 0644));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }
}
