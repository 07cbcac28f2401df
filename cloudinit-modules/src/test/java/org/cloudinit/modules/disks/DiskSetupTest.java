package org.cloudinit.modules.disks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions, and the commands that follow from them. */
class DiskSetupTest {
    private static final String EMPTY_DISK = "NAME=\"vdb\" TYPE=\"disk\" FSTYPE=\"\" LABEL=\"\"\n";
    private static final String TWO_PARTS =
            EMPTY_DISK
                    + "NAME=\"vdb1\" TYPE=\"part\" FSTYPE=\"ext4\" LABEL=\"a\\x20b\"\n"
                    + "NAME=\"vdb2\" TYPE=\"part\" FSTYPE=\"\" LABEL=\"\"\n";

    @TempDir private Path folder;

    private ModuleRun machine(String lsblk, String sfdisk) throws IOException {
        var run =
                ModuleRun.on(
                        SandboxHost.in(folder)
                                .file("/dev/vdb", "")
                                .file("/dev/vdb1", "")
                                .file("/dev/nvme0n1", "")
                                .file("/dev/nvme0n1p2", "")
                                .program("/usr/sbin/mkfs.ext4")
                                .program("/usr/sbin/mkfs.vfat")
                                .program("/usr/sbin/mkswap")
                                .build());
        run.machine()
                .processes()
                .answering(RecordingProcesses.result(0, lsblk, ""), "lsblk")
                .answering(
                        RecordingProcesses.result(sfdisk.isEmpty() ? 1 : 0, sfdisk, ""),
                        "sfdisk",
                        "-l")
                .answering(
                        RecordingProcesses.result(0, "1073741824\n", ""), "blockdev", "--getsize64")
                .answering(RecordingProcesses.result(0, "512\n", ""), "blockdev", "--getss");
        return run;
    }

    /** What was run that changes something, the sandbox's folder taken off, and its input. */
    private List<String> changes(ModuleRun run) {
        var changes = new ArrayList<String>();
        for (var command : run.machine().processes().commands()) {
            String words = String.join(" ", command.words()).replace(folder.toString(), "");
            boolean asks =
                    words.startsWith("lsblk")
                            || words.startsWith("blkid")
                            || words.startsWith("blockdev --get")
                            || words.startsWith("sfdisk -l");
            if (!asks) {
                String input = new String(command.input(), StandardCharsets.UTF_8);
                changes.add(input.isEmpty() ? words : words + " < " + input.replace("\n", ";"));
            }
        }
        return changes;
    }

    private static String table(String label, String... types) {
        var parts = new ArrayList<String>();
        for (String type : types) {
            parts.add("{\"type\": \"" + type + "\"}");
        }
        return "{\"partitiontable\": {\"label\": \""
                + label
                + "\", \"partitions\": "
                + parts
                + "}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layout: true|sfdisk --force /dev/vdb < ,,83;",
                "layout: [50, [30, 82], 20]|sfdisk --force /dev/vdb < ,1048576,83;,629145,82;,,83;",
                "table_type: gpt, layout: true|sfdisk -X gpt --force /dev/vdb"
                        + " < ,,0FC63DAF-8483-4772-8E79-3D69D8477DE4;",
                "table_type: gpt, layout: [[33, 82], [66, '8E00'], [1, nonesuch]]|sfdisk -X gpt"
                        + " --force /dev/vdb < ,+692060,0657FD6D-A4AB-43C4-84E5-0933C84B4F4F;"
                        + ",+1384120,E6D6D379-F507-44C2-A23C-238F2A3DF928;"
                        + ",,0FC63DAF-8483-4772-8E79-3D69D8477DE4;"
            })
    void anEmptyDiskIsDivided(String definition, String written) throws IOException {
        var run = machine(EMPTY_DISK, "");
        assertInstanceOf(
                Outcome.Done.class,
                run.run(new DiskSetup(), "disk_setup: {/dev/vdb: {" + definition + "}}"));
        assertEquals(List.of(written, "blockdev --rereadpt /dev/vdb"), changes(run));
        assertEquals(List.of(), run.codes());
    }

    @Test
    void sgdiskWritesAGptWhereItIsThere() throws IOException {
        var run = machine(EMPTY_DISK, "");
        run.machine().root().append("/usr/sbin/sgdisk", new byte[0], 0755);
        run.run(
                new DiskSetup(),
                "disk_setup: {/dev/vdb: {table_type: gpt, layout: [50, [50, 82]], overwrite: true}}");
        assertEquals(
                List.of(
                        "sgdisk -p /dev/vdb",
                        "sgdisk -Z /dev/vdb",
                        "sgdisk -n 1:0:+1048576 /dev/vdb",
                        "sgdisk -n 2:0:0 /dev/vdb",
                        "sgdisk -t 2:8200 /dev/vdb",
                        "blockdev --rereadpt /dev/vdb"),
                changes(run));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layout: true|dos|83",
                "layout: [50, [50, 82]]|dos|83,82",
                "layout: [50, [50, 8e]]|dos|83,8e",
                "table_type: gpt, layout: [[100, 8300]]|gpt|0FC63DAF-8483-4772-8E79-3D69D8477DE4"
            })
    void whatIsSoIsLeft(String definition, String label, String types) throws IOException {
        var run = machine(TWO_PARTS, table(label, types.split(",", -1)));
        run.run(new DiskSetup(), "disk_setup: {/dev/vdb: {overwrite: true, " + definition + "}}");
        assertEquals(List.of(), changes(run));
        assertEquals(List.of(), run.codes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"layout: [100]", "table_type: gpt, layout: [30, 30, 40]"})
    void aDiskInUseIsLeftUnlessItIsOverwritten(String definition) throws IOException {
        var run = machine(TWO_PARTS, table("dos", "83", "83"));
        run.run(new DiskSetup(), "disk_setup: {/dev/vdb: {" + definition + "}}");
        assertEquals(List.of(), changes(run));
        run.run(new DiskSetup(), "disk_setup: {/dev/vdb: {overwrite: true, " + definition + "}}");
        assertEquals(2, changes(run).size());
    }

    @Test
    void aTableIsRemoved() throws IOException {
        var run = machine(TWO_PARTS, "");
        run.run(new DiskSetup(), "disk_setup: {/dev/vdb: {layout: REMOVE}}");
        assertEquals(
                List.of(
                        "wipefs --all /dev/vdb1",
                        "wipefs --all /dev/vdb2",
                        "dd if=/dev/zero of=/dev/vdb bs=512 count=2048 seek=0 conv=notrunc",
                        "dd if=/dev/zero of=/dev/vdb bs=512 count=2048 seek=2095104 conv=notrunc",
                        "blockdev --rereadpt /dev/vdb"),
                changes(run));
    }

    @Test
    void anAliasIsADevice() throws IOException {
        var run = machine(EMPTY_DISK, "");
        run.run(
                new DiskSetup(),
                """
                device_aliases: {data: /dev/vdb}
                disk_setup: {data: {layout: true}, /dev/vdb: {layout: false}}
                fs_setup: [{device: data.1, filesystem: ext4, label: l}]
                """);
        assertEquals(
                List.of("blockdev --rereadpt /dev/vdb", "mkfs.ext4 -L l /dev/vdb1"),
                changes(run).stream().filter(line -> !line.startsWith("sfdisk")).toList().stream()
                        .map(line -> line.replace("-F ", ""))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device: /dev/vdb, partition: 1|mkfs.ext4 -L data -F /dev/vdb1",
                "device: /dev/vdb1, partition: ''|mkfs.ext4 -L data -F /dev/vdb1",
                "device: /dev/nvme0n1, partition: 2|mkfs.ext4 -L data -F /dev/nvme0n1p2",
                "device: /dev/vdb, partition: none|mkfs.ext4 -L data -F /dev/vdb",
                "device: /dev/vdb, partition: auto|mkfs.ext4 -L data -F /dev/vdb",
                "device: /dev/vdb|mkfs.ext4 -L data -F /dev/vdb",
                "device: /dev/vdb, extra_opts: [-m, 1]|mkfs.ext4 -L data -F -m 1 /dev/vdb",
                "device: /dev/vdb, extra_opts: '-m 1'|mkfs.ext4 -L data -F -m 1 /dev/vdb",
                "device: /dev/vdb, cmd: 'mk %(filesystem)s %(label)s %(device)s 5%%'"
                        + "|/bin/sh -c mk ext4 data /dev/vdb 5%",
                "device: /dev/vdb, cmd: [mk, '%(device)s']|mk /dev/vdb"
            })
    void aFileSystemIsMade(String entry, String command) throws IOException {
        var run = machine(EMPTY_DISK, "");
        run.run(new DiskSetup(), "fs_setup: [{filesystem: ext4, label: data, " + entry + "}]");
        assertEquals(List.of(command), changes(run));
        assertEquals(List.of(), run.codes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partition: any, filesystem: ext4, label: other|",
                "partition: auto, filesystem: ext4, label: a b|",
                "partition: auto, filesystem: ext4, label: other|mkfs.ext4 -L other /dev/vdb2",
                "partition: any, filesystem: vfat|mkfs.vfat /dev/vdb2",
                "partition: any, filesystem: vfat, replace_fs: ext4|mkfs.vfat /dev/vdb1",
                "partition: any, filesystem: swap|mkswap /dev/vdb2"
            })
    void aPlaceIsSearched(String entry, String command) throws IOException {
        var run = machine(TWO_PARTS.replace("disk", "x").replace("TYPE=\"x\"", "TYPE=\"lvm\""), "");
        run.run(new DiskSetup(), "fs_setup: [{device: /dev/vdb, " + entry + "}]");
        assertEquals(command == null ? List.of() : List.of(command), changes(run));
    }

    @Test
    void theSameFileSystemIsNotMadeTwice() throws IOException {
        var run = machine(EMPTY_DISK, "");
        run.machine()
                .processes()
                .answering(
                        RecordingProcesses.result(
                                0,
                                "/dev/vdb1: LABEL=\"data\" UUID=\"u\" BLOCK_SIZE=\"1024\" TYPE=\"ext4\"\n",
                                ""),
                        "blkid");
        String entry = "device: /dev/vdb, partition: 1, filesystem: ext4, label: data";
        run.run(new DiskSetup(), "fs_setup: [{" + entry + "}]");
        assertEquals(List.of(), changes(run));
        run.run(new DiskSetup(), "fs_setup: [{overwrite: true, " + entry + "}]");
        assertEquals(List.of("mkfs.ext4 -L data -F /dev/vdb1"), changes(run));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "disk_setup: text",
                "disk_setup: {/dev/vdb: text}",
                "disk_setup: {/dev/none: {layout: true}}",
                "disk_setup: {vdb: {layout: true}}",
                "disk_setup: {/dev/vdb: {layout: half}}",
                "disk_setup: {/dev/vdb: {layout: [half]}}",
                "disk_setup: {/dev/vdb: {layout: [-5]}}",
                "disk_setup: {/dev/vdb: {layout: [[50, {a: b}]]}}",
                "disk_setup: {/dev/vdb: {layout: [20, 20, 20, 20, 20]}}",
                "disk_setup: {/dev/vdb: {table_type: bsd, layout: true}}",
                "fs_setup: {device: /dev/vdb}",
                "fs_setup: [text]",
                "fs_setup: [{filesystem: ext4}]",
                "fs_setup: [{device: /dev/vdb}]",
                "fs_setup: [{device: /dev/vdb, filesystem: [ext4]}]",
                "fs_setup: [{device: /dev/vdb, filesystem: nonesuch}]",
                "fs_setup: [{device: /dev/vdb, filesystem: ext4, partition: half}]",
                "fs_setup: [{device: /dev/vdb, filesystem: ext4, partition: 7}]",
                "fs_setup: [{device: /dev/vdb, cmd: {a: b}}]"
            })
    void whatCannotBeDoneIsReportedAndTheOthersAreDone(String yaml) throws IOException {
        var run = machine(EMPTY_DISK, "");
        assertInstanceOf(Outcome.Done.class, run.run(new DiskSetup(), yaml));
        assertEquals(List.of(), changes(run));
        assertEquals(1, run.codes().size(), run.codes().toString());
    }

    @Test
    void whatIsNoDiskIsRefused() throws IOException {
        var run = machine(EMPTY_DISK.replace("disk", "rom"), "");
        run.run(new DiskSetup(), "disk_setup: {/dev/vdb: {layout: true}}");
        assertEquals(List.of("disk-setup.failed"), run.codes());
        assertEquals(List.of(), changes(run));
    }

    @Test
    void typesOfPartitions() throws IOException {
        GptTypes types = GptTypes.load();
        assertTrue(types.areLike("83", "8300"));
        assertTrue(types.areLike("0FC63DAF-8483-4772-8E79-3D69D8477DE4", "83"));
        assertTrue(types.areLike("c", "0C"));
        assertFalse(types.areLike("82", "83"));
        assertThrows(IOException.class, () -> types.areLike("12345", "83"));
        assertThrows(
                IOException.class,
                () -> types.areLike("0FC63DAF-8483-4772-8E79-3D69D8477DE4", "99"));
    }
}
