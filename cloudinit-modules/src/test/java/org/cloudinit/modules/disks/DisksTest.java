package org.cloudinit.modules.disks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisksTest {
    private static final String MARK = ",comment=cloudconfig";

    @TempDir private Path folder;

    private SandboxHost.Builder machine() {
        return SandboxHost.in(folder)
                .file("/dev/vdb", "")
                .file("/dev/vdb1", "")
                .file("/sys/block/vdb/vdb1/dev", "8:17\n")
                .file("/sys/class/block/vdb1/dev", "8:17\n")
                .file("/dev/vdc", "")
                .file("/sys/block/vdc/dev", "8:32\n");
    }

    @Test
    void linesOfTheConfigurationReplaceThoseOfTheLastRun() throws IOException {
        var run =
                ModuleRun.on(
                        machine()
                                .file(
                                        "/etc/fstab",
                                        "/dev/vda1 / ext4 defaults 0 1\n\n# c\n/dev/old /x auto"
                                                + " defaults,comment=cloudconfig 0 2\n")
                                .build());
        String yaml =
                """
                mounts:
                  - [vdb, /data]
                  - [vdc, "/with space", xfs, "noatime", 1]
                  - [server:/share, /srv, nfs, null, "0", "0"]
                  - [nonesuch, /none]
                """;
        assertInstanceOf(Outcome.Done.class, run.run(new Mounts(), yaml));
        String expected =
                "/dev/vda1 / ext4 defaults 0 1\n# c\n"
                        + ("/dev/vdb1\t/data\tauto\tdefaults,nobootwait" + MARK + "\t0\t2\n")
                        + ("/dev/vdc\t/with\\040space\txfs\tnoatime" + MARK + "\t1\t2\n")
                        + ("server:/share\t/srv\tnfs\tdefaults,nobootwait" + MARK + "\t0\t0\n")
                        + ("nonesuch\t/none\tauto\tdefaults,nobootwait" + MARK + "\t0\t2\n");
        assertEquals(expected, run.text("/etc/fstab"));
        assertEquals("755", run.mode("/with space"));
        assertEquals(List.of("mount -a"), run.machine().processes().lines());
        run.run(new Mounts(), yaml);
        assertEquals(expected, run.text("/etc/fstab"));
    }

    @Test
    void nothingToMountLeavesTheFile() throws IOException {
        var run = ModuleRun.on(machine().build());
        assertInstanceOf(Outcome.Skipped.class, run.run(new Mounts(), "mounts: []"));
        assertFalse(run.machine().root().exists("/etc/fstab"));
        assertEquals(List.of(), run.machine().processes().lines());
    }

    @Test
    void anEntryWithoutAFolderTakesItsDeviceOffTheList() throws IOException {
        var run = ModuleRun.on(machine().build());
        run.run(new Mounts(), "mounts: [[vdb, /a], [vdc, /c], [vdb, null]]");
        assertEquals(1, run.text("/etc/fstab").lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "{a: b}", "[7]", "[[]]", "[[[a], b]]", "[{a: b}]"})
    void entriesOfAnotherFormAreReported(String stated) throws IOException {
        var run = ModuleRun.on(machine().build());
        assertInstanceOf(Outcome.Skipped.class, run.run(new Mounts(), "mounts: " + stated));
        assertEquals(List.of("mounts.entry"), run.codes());
    }

    @Test
    void systemdLearnsOfTheChange() throws IOException {
        var run = ModuleRun.on(machine().build());
        run.machine().root().createDirectory("/run/systemd/system", 0755);
        run.run(new Mounts(), "mounts: [[vdb, none, swap, sw]]");
        assertEquals(
                List.of("swapon -a", "mount -a", "systemctl daemon-reload"),
                run.machine().processes().lines());
    }

    @Test
    void aSwapFileIsMade() throws IOException {
        var run = ModuleRun.on(machine().build());
        run.machine()
                .processes()
                .answering(RecordingProcesses.result(1, "", "not here"), "fallocate");
        run.run(new Mounts(), "swap: {filename: /var/swap, size: 10M}");
        String place = folder.resolve("var/swap").toString();
        assertEquals(
                List.of(
                        "fallocate -l 10M " + place,
                        "dd if=/dev/zero of=" + place + " bs=1M count=10",
                        "mkswap " + place,
                        "swapon -a",
                        "mount -a"),
                run.machine().processes().lines());
        assertEquals("/var/swap\tnone\tswap\tsw\t0\t0\n", run.text("/etc/fstab"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "{size: ten}",
                "{size: -1M}",
                "{size: [1]}",
                "{size: 1M, maxsize: x}"
            })
    void aSizeThatIsNoneIsReported(String swap) throws IOException {
        var run = ModuleRun.on(machine().build());
        assertInstanceOf(Outcome.Skipped.class, run.run(new Mounts(), "swap: " + swap));
        assertEquals(List.of("mounts.swap"), run.codes());
        assertEquals(List.of(), run.machine().processes().lines());
    }

    @ParameterizedTest
    @CsvSource({
        "1G, 100G, -1, 1G",
        "8G, 100G, -1, 4G",
        "64G, 1000G, -1, 8G",
        "2G, 4G, -1, 1G",
        "2G, 100G, 512M, 512M",
        "100M, 100G, -1, 100M",
        "16G, 1000G, -1, 4G"
    })
    void theSuggestedSizeFollowsMemoryAndDisk(
            String memory, String free, String limit, String size) {
        long most = limit.equals("-1") ? -1 : SwapFile.parse(limit);
        assertEquals(
                SwapFile.parse(size),
                SwapFile.suggested(SwapFile.parse(memory), SwapFile.parse(free), most));
    }

    @Test
    void swapFilesAreOfTheReferencesSizes() throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        assumeTrue(corpus != null, "no corpus: give -Dconformance.corpus=DIR");
        int rows = 0;
        for (String line :
                Files.readAllLines(Path.of(corpus, "params/config.test_cc_mounts.jsonl"))) {
            var row =
                    (Mapping)
                            new TextDocuments().json(line.getBytes(StandardCharsets.UTF_8), "row");
            Mapping params = row.mapping("params");
            if (params.has("memsize")) {
                rows++;
                long memory = Long.parseLong(String.valueOf(params.shown("memsize")));
                long most = SwapFile.suggested(memory, Long.MAX_VALUE, -1);
                assertEquals(params.shown("expected"), Long.toString(most));
            }
        }
        assertEquals(8, rows);
    }

    @ParameterizedTest
    @CsvSource({
        "vdb, /dev/vdb1",
        "vdb1, /dev/vdb1",
        "/dev/vdb, /dev/vdb1",
        "vdc, /dev/vdc",
        "x.1, ",
        "nonesuch, ",
        "ephemeral, /dev/vdb1",
        "ephemeral0.2, ",
        "alias, /dev/vdc",
        "host:/path, host:/path"
    })
    void devicesHaveManyNames(String stated, String path) throws IOException {
        var names =
                new DeviceNames(
                        machine().build().root(),
                        Mapping.builder().put("ephemeral0", "vdb").build(),
                        Mapping.builder().put("alias", "/dev/vdc").build());
        assertEquals(path, names.path(stated));
    }

    @ParameterizedTest
    @CsvSource({
        "sda, true",
        "xvda1, true",
        "hdc12, true",
        "sr0, true",
        "sr, false",
        "nvme0n1, false",
        "sdA, false",
        "vd, false",
        "sda1x, false"
    })
    void shortNamesAreKnown(String name, boolean isShort) {
        assertEquals(isShort, DeviceNames.isShort(name));
    }

    @Test
    void theMountOfAPathIsTheReferences() throws IOException {
        String property = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(property != null, "no corpus: give -Dconformance.corpus=DIR");
        Path table = Path.of(property, "calls/util.parse_mount_info.jsonl");
        int rows = 0;
        for (String line : Files.readAllLines(table)) {
            var row =
                    (Mapping)
                            new TextDocuments().json(line.getBytes(StandardCharsets.UTF_8), "row");
            Sequence arguments = row.sequence("args");
            if (arguments.size() != 2 || !row.mapping("kwargs").isEmpty()) {
                continue;
            }
            var lines = Mapping.builder().put("l", arguments.items().get(1)).build().texts("l");
            var mount = MountTable.of(((Scalar) arguments.items().get(0)).display(), lines);
            List<String> expected = row.texts("ret");
            if (expected.isEmpty()) {
                assertNull(mount, line);
            } else {
                assertEquals(expected, List.of(mount.device(), mount.type(), mount.point()), line);
            }
            rows++;
        }
        System.out.println("calls/util.parse_mount_info: " + rows + " rows equal");
    }

    @Test
    void whatIsNotKnownIsLeftAndReported() throws IOException {
        var run = ModuleRun.on(machine().build());
        assertInstanceOf(Outcome.Skipped.class, run.run(new Resizefs(), "{}"));
        assertEquals(List.of("resizefs.left"), run.codes());
        assertInstanceOf(Outcome.Skipped.class, run.run(new Resizefs(), "resize_rootfs: false"));
        assertInstanceOf(Outcome.Skipped.class, run.run(new Growpart(), "growpart: {mode: off}"));
        assertInstanceOf(Outcome.Skipped.class, run.run(new Growpart(), "{}"));
        assertThrows(IOException.class, () -> run.run(new Growpart(), "growpart: {mode: growfs}"));
        assertEquals(List.of(), run.machine().processes().lines());
    }

    @ParameterizedTest
    @CsvSource({
        "btrfs-progs v6.6.3, true",
        "btrfs-progs v5.10, true",
        "btrfs-progs v5.9.1, false",
        "btrfs-progs v4.20, false",
        "something, false",
        "'', false"
    })
    void btrfsWaitsForOthersSinceItCan(String said, boolean modern) {
        assertEquals(modern, Resizefs.isAtLeast510(said));
    }
}
