package org.cloudinit.core.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.Mounter;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.RenderedFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only root can try: a full disk, a read-only disk, owners, mounts. Each runs in a process of
 * its own in a mount namespace of its own, so that this machine's mounts stay as they are. Skipped
 * where that is not allowed.
 */
class PrivilegedTest {
    private static final List<String> UNSHARE = List.of("unshare", "-m");

    /** An ordinary user who may read everything: the classes may lie in root's own folder. */
    private static final List<String> AS_NOBODY =
            List.of(
                    "setpriv",
                    "--reuid=65534",
                    "--regid=65534",
                    "--clear-groups",
                    "--inh-caps=-all,+dac_read_search",
                    "--ambient-caps=+dac_read_search");

    @TempDir Path folder;

    @BeforeAll
    static void mayUnshare() throws Exception {
        boolean may;
        try {
            may = new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
        } catch (IOException e) {
            may = false;
        }
        assumeTrue(may, "needs root: unshare -m is not allowed");
    }

    private void passes(Class<?> main) throws Exception {
        assertEquals(0, ChildJvm.run(UNSHARE, main, folder.toString()));
    }

    private static void check(boolean fact, String what) {
        if (!fact) {
            throw new AssertionError(what);
        }
    }

    private static void run(String... words) throws Exception {
        check(
                new ProcessBuilder(words).inheritIO().start().waitFor() == 0,
                String.join(" ", words));
    }

    private static String failure(FolderRoot root, RenderedFile file) {
        try {
            root.write(file);
            throw new AssertionError("written: " + file);
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @Test
    void aFullDiskLeavesTheOldFileAndNoOther() throws Exception {
        passes(FullDisk.class);
    }

    static final class FullDisk {
        private FullDisk() {}

        public static void main(String[] arguments) throws Exception {
            run("mount", "-t", "tmpfs", "-o", "size=64k", "none", arguments[0]);
            var root = new FolderRoot(Path.of(arguments[0]));
            root.write(RenderedFile.text("/etc/file", "old", 0644));
            var large = new RenderedFile("/etc/file", new byte[1 << 20], 0644, null);
            String message = failure(root, large);
            check(message.equals("writing /etc/file: No space left on device"), message);
            check(Files.readString(Path.of(arguments[0], "etc/file")).equals("old"), "old content");
            check(root.list("/etc").equals(List.of("file")), root.list("/etc").toString());
            root.write(RenderedFile.text("/etc/file", "there is room again", 0644));
        }
    }

    @Test
    void aReadOnlyDiskIsNamed() throws Exception {
        passes(ReadOnlyDisk.class);
    }

    static final class ReadOnlyDisk {
        private ReadOnlyDisk() {}

        public static void main(String[] arguments) throws Exception {
            run("mount", "-t", "tmpfs", "none", arguments[0]);
            var root = new FolderRoot(Path.of(arguments[0]));
            root.write(RenderedFile.text("/etc/file", "old", 0644));
            run("mount", "-o", "remount,ro", arguments[0]);
            String message = failure(root, RenderedFile.text("/etc/file", "new", 0644));
            check(message.equals("writing /etc/file: Read-only file system"), message);
            for (String act : List.of("link", "delete", "mode", "folder", "append")) {
                try {
                    switch (act) {
                        case "link" -> root.link("/etc/l", "x");
                        case "delete" -> root.delete("/etc/file");
                        case "mode" -> root.changeMode("/etc/file", 0600);
                        case "folder" -> root.createDirectory("/new", 0755);
                        default -> root.append("/etc/file", new byte[1], 0644);
                    }
                    throw new AssertionError(act);
                } catch (IOException e) {
                    check(e.getMessage().endsWith(": Read-only file system"), e.getMessage());
                }
            }
        }
    }

    @Test
    void ownersComeFromTheMachinesOwnTables() throws Exception {
        passes(Owners.class);
    }

    static final class Owners {
        private Owners() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            var root = new FolderRoot(folder);
            root.write(
                    RenderedFile.text(
                            "/etc/passwd", "root:x:0:0::/:\nsyslog:x:4104:4110::/:\n", 0644));
            root.write(RenderedFile.text("/etc/group", "root:x:0:\nadm:x:4:a,b\n", 0644));
            var owner = new Owner("syslog", "adm");
            root.write(new RenderedFile("/log", new byte[1], 0640, owner));
            check(owner(folder.resolve("log")).equals("4104:4"), owner(folder.resolve("log")));
            root.changeOwner("/log", new Owner("12", null));
            check(owner(folder.resolve("log")).equals("12:4"), owner(folder.resolve("log")));
            check(
                    (int) Files.getAttribute(folder.resolve("log"), "unix:mode") % 01000 == 0640,
                    "mode");
        }

        private static String owner(Path file) throws IOException {
            Map<String, Object> facts = Files.readAttributes(file, "unix:uid,gid");
            return facts.get("uid") + ":" + facts.get("gid");
        }
    }

    @Test
    void withoutRootsRightsOwnersAreLeftAlone() throws Exception {
        run("chmod", "0777", folder.toString());
        int code = ChildJvm.run(AS_NOBODY, OrdinaryUser.class, folder.toString());
        assertEquals(0, code);
    }

    static final class OrdinaryUser {
        private OrdinaryUser() {}

        public static void main(String[] arguments) throws Exception {
            var root = new FolderRoot(Path.of(arguments[0]));
            root.write(new RenderedFile("/log", new byte[1], 0640, new Owner("root", "root")));
            root.changeOwner("/log", new Owner("root", "root"));
            check(root.read("/log").length == 1, "written");
            root.createDirectory("/closed", 0500);
            String message = failure(root, RenderedFile.text("/closed/x", "x", 0644));
            check(message.equals("writing /closed/x: Permission denied"), message);
            root.changeMode("/closed", 0700);
        }
    }

    @Test
    void aDeviceIsMountedReadOnlyAndUnmounted() throws Exception {
        passes(RealMount.class);
    }

    static final class RealMount {
        private RealMount() {}

        public static void main(String[] arguments) throws Exception {
            run("mount", "-t", "tmpfs", "none", "/run");
            Path image = Path.of(arguments[0], "image");
            run("truncate", "-s", "2M", image.toString());
            run("mkfs.ext4", "-q", "-d", Path.of(arguments[0]).toString(), image.toString());
            Files.writeString(Path.of(arguments[0], "outside"), "x");
            var sink = new ByteArrayOutputStream();
            Host host =
                    MachineHost.open(
                            Path.of("/"),
                            FolderRoot.STATE_FOLDERS,
                            Console.of(sink, sink),
                            note -> {});
            Mounter mounter = host.mounter();
            String options =
                    mounter.mounted(
                            image.toString(),
                            "ext4",
                            files -> {
                                check(files.exists("/image"), "the drive's file");
                                return mountOptions();
                            });
            for (String option : List.of("ro", "nosuid", "nodev", "noexec")) {
                check(List.of(options.split(",", -1)).contains(option), options);
            }
            check(mountOptions().isEmpty(), "still mounted");
            check(!host.root().exists("/run/cloud-init/mount"), "folder left");
            check(host.processes().run(Command.of("true")).success(), "true");
        }

        private static String mountOptions() throws IOException {
            for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
                String[] fields = line.split(" ", -1);
                if (fields[1].equals("/run/cloud-init/mount")) {
                    return fields[3];
                }
            }
            return "";
        }
    }
}
