package org.cloudinit.modules.disks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Disks that are image files behind loop devices: the programs are really run. {@code lsblk} calls
 * them loop devices, and is made to call them disks. Nothing runs without root's rights or a free
 * loop device, and the test says so.
 */
class LoopDeviceTest {
    private static final long SIZE = 320L << 20;

    @TempDir private Path folder;
    private Path image;
    private String device;

    @BeforeEach
    void attach() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && Files.isExecutable(Path.of("/usr/sbin/losetup"))
                        && Files.isExecutable(Path.of("/usr/sbin/sfdisk")),
                "needs root's rights, losetup and sfdisk");
        image = folder.resolve("disk.img");
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        device = said("losetup", "--find", "--show", image.toString()).strip();
        assumeTrue(device.startsWith("/dev/loop"), "no loop device is free: " + device);
    }

    @AfterEach
    void detach() throws Exception {
        if (device != null && device.startsWith("/dev/loop")) {
            said("losetup", "--detach", device);
        }
    }

    private static String said(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(30, TimeUnit.SECONDS);
        return said;
    }

    /** Too large an image for the heap of tests. */
    private String digest() throws Exception {
        said("sync", image.toString());
        return said("sha256sum", image.toString());
    }

    private ModuleRun machine() throws IOException {
        var builder = SandboxHost.in(folder.resolve("root")).file(device, "");
        for (String program : List.of("mkfs.ext4", "mkfs.xfs", "mkfs.btrfs", "mkswap")) {
            if (Files.isExecutable(Path.of("/usr/sbin/" + program))) {
                builder.program("/usr/sbin/" + program);
            }
        }
        return ModuleRun.on(builder.build()).runningPrograms(LoopDeviceTest::asDisk);
    }

    private static String asDisk(String said) {
        return said.replace("TYPE=\"loop\"", "TYPE=\"disk\"");
    }

    private void run(String yaml) throws IOException {
        var run = machine();
        String filled = yaml.replace("DEVICE", device);
        assertInstanceOf(Outcome.Done.class, run.run(new DiskSetup(), filled));
        assertEquals(List.of(), run.codes(), run.reporter().problems().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table_type: mbr, layout: true|dos|83",
                "table_type: mbr, layout: [33, [33, 82], 34]|dos|83 82 83",
                "table_type: gpt, layout: true|gpt|0FC63DAF-8483-4772-8E79-3D69D8477DE4",
                "table_type: gpt, layout: [50, [50, 82]]|gpt|0FC63DAF-8483-4772-8E79-3D69D8477DE4"
                        + " 0657FD6D-A4AB-43C4-84E5-0933C84B4F4F"
            })
    void aDiskIsDividedOnce(String definition, String label, String types) throws Exception {
        run("disk_setup: {DEVICE: {" + definition + "}}");
        String table = said("sfdisk", "--json", device).replaceAll("\\s+", "");
        assertEquals(label, table.replaceAll(".*\"label\":\"(\\w+)\".*", "$1"), table);
        var found = new StringBuilder();
        for (String part : table.split("\"type\":\"", -1)) {
            if (!part.startsWith("{")) {
                found.append(found.isEmpty() ? "" : " ").append(part, 0, part.indexOf('"'));
            }
        }
        assertEquals(types, found.toString(), table);
        String before = digest();
        run("disk_setup: {DEVICE: {overwrite: true, " + definition + "}}");
        assertEquals(before, digest(), "it was divided so already");
    }

    @Test
    void aTableIsTakenAway() throws Exception {
        String empty = digest();
        run("disk_setup: {DEVICE: {table_type: gpt, layout: [50, 50]}}");
        assertNotEquals(empty, digest());
        run("disk_setup: {DEVICE: {layout: remove}}");
        assertEquals(empty, digest());
    }

    @Test
    void aDiskWithAFileSystemIsLeft() throws Exception {
        run("fs_setup: [{device: DEVICE, filesystem: ext4, partition: none}]");
        String before = digest();
        run("disk_setup: {DEVICE: {layout: true}}");
        assertEquals(before, digest());
    }

    @ParameterizedTest
    @CsvSource({"ext4", "xfs", "btrfs", "swap"})
    void aFileSystemIsMadeOnce(String type) throws Exception {
        String program = type.equals("swap") ? "mkswap" : "mkfs." + type;
        assumeTrue(
                Files.isExecutable(Path.of("/usr/sbin/" + program)), program + " is not installed");
        // Asked of the device itself: lsblk knows file systems from udev alone.
        String yaml =
                "fs_setup: [{device: DEVICE, partition: '', label: data, filesystem: "
                        + type
                        + "}]";
        run(yaml);
        String found = said("blkid", "-c", "/dev/null", "-o", "export", device);
        assertEquals(1, found.lines().filter("LABEL=data"::equals).count(), found);
        assertEquals(1, found.lines().filter(("TYPE=" + type)::equals).count(), found);
        String before = digest();
        run(yaml);
        assertEquals(before, digest(), "it was there already");
    }
}
