package org.cloudinit.datasource.configdrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.Mounter;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.testkit.DriveImages;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a drive is looked for, and what is said of the places where there is none. */
class DriveSearchTest {
    @TempDir Path folder;
    private Machine machine;

    @BeforeEach
    void machine() {
        machine = new Machine(folder.resolve("root"));
    }

    private Path drive(String uuid) throws IOException {
        return SmallDrive.in(folder.resolve(uuid), uuid);
    }

    @Test
    void anEmptyMachineHasNone() {
        assertEquals("no seed folder, no /config-drive, no block device", machine.absent());
        assertNull(machine.decisions.getLast().winner());
        assertEquals(List.of(), machine.codes());
    }

    @Test
    void theSeedFolderComesFirst() throws IOException {
        machine.device("vdb", DriveImages.iso(drive("device"), "config-2"), false);
        machine.with("/config-drive/openstack/latest/meta_data.json", "{\"uuid\": \"second\"}");
        assertEquals("second", machine.found().id().value());
        assertEquals("seed-dir (/config-drive)", machine.found().platform().subplatform());
        machine.seeded("openstack/latest/meta_data.json", "{\"uuid\": \"first\"}");
        assertEquals("first", machine.found().id().value());
        assertEquals(Machine.SEED, machine.decisions.getLast().winner());
    }

    @Test
    void aBrokenSeedFolderLeavesTheDevicesTheirTurn() throws IOException {
        machine.seeded("openstack/latest/meta_data.json", "{bad");
        machine.device("vdb", DriveImages.iso(drive("device"), "config-2"), false);
        InstanceData data = machine.found();
        assertEquals("device", data.id().value());
        assertEquals("DataSourceConfigDrive [net,ver=2][source=/dev/vdb]", data.description());
        assertEquals("config-disk (/dev/vdb)", data.platform().subplatform());
        assertEquals("#!/bin/sh\n", data.userData().revealText());
        assertEquals(List.of("config-drive.bad-json"), machine.codes());
    }

    @Test
    void severalBrokenPlacesAreAllNamed() {
        machine.seeded("openstack/latest/meta_data.json", "{bad");
        machine.with("/config-drive/meta.js", "{worse");
        assertEquals(
                Machine.SEED + "/openstack/latest/meta_data.json",
                machine.unusable().origin().source());
        assertEquals("/config-drive/meta.js", machine.problems.getFirst().origin().source());
    }

    @Test
    void theLabelComesBeforeTheLastDisk() throws IOException {
        Path labelled = DriveImages.iso(drive("labelled"), "config-2");
        Path plain = DriveImages.iso(drive("plain"), "something");
        machine.device("sda", labelled, false).device("vdz", plain, false);
        assertEquals("labelled", machine.found().id().value());
        machine = new Machine(folder.resolve("other"));
        machine.device("vda", plain, false)
                .device("vdb", DriveImages.vfat(drive("last"), "X"), false);
        assertEquals("last", machine.found().id().value());
    }

    @Test
    void bothSpellingsOfTheLabelCount() throws IOException {
        machine.device("vdb", DriveImages.vfat(drive("upper"), "CONFIG-2"), true);
        assertEquals("upper", machine.found().id().value());
        machine = new Machine(folder.resolve("other"));
        machine.device("sr0", DriveImages.iso(drive("lower"), "config-2"), true);
        assertEquals("lower", machine.found().id().value());
    }

    private Machine ibm(String sources) {
        machine.config =
                (Mapping)
                        Machine.DOCUMENTS.yaml(
                                ("datasource_list: " + sources).getBytes(StandardCharsets.UTF_8),
                                "test");
        return machine.with("/proc/xen/capabilities", "");
    }

    @ParameterizedTest
    @CsvSource({"CONFIG-2, 9796932E", "METADATA, 12345678", "metadata, 12345678"})
    void aDriveOfIbmsCloudIsForAnotherSource(String label, String serial) throws IOException {
        ibm("[ConfigDrive, IBMCloud]");
        machine.device("xvdh", DriveImages.vfat(drive("ibm"), label, serial), false);
        machine.absent();
        assertEquals("a drive for data source IBMCloud", machine.verdict("/dev/xvdh"));
        machine.device("xvdb", DriveImages.iso(drive("own"), "something"), false);
        assertEquals("own", machine.found().id().value());
    }

    @Test
    void aDriveOfIbmsCloudIsTakenWhereNobodyElseDoes() throws IOException {
        Path drive = DriveImages.vfat(drive("ibm"), "CONFIG-2", "9796932E");
        machine = ibm("[ConfigDrive, None]").device("xvdh", drive, false);
        assertEquals("ibm", machine.found().id().value());
        machine = new Machine(folder.resolve("no-xen")).device("xvdh", drive, false);
        machine.config =
                (Mapping)
                        Machine.DOCUMENTS.yaml(
                                "datasource_list: [IBMCloud]".getBytes(StandardCharsets.UTF_8),
                                "test");
        assertEquals("ibm", machine.found().id().value());
    }

    @Test
    void onlyOneDriveIsLeftToIbmsCloud() throws IOException {
        ibm("[ConfigDrive, IBMCloud]");
        machine.device("xvda", DriveImages.vfat(drive("a"), "CONFIG-2", "9796932E"), false);
        machine.device("xvdb", DriveImages.vfat(drive("b"), "METADATA"), false);
        machine.device("xvdc", DriveImages.vfat(drive("c"), "CONFIG-2"), false);
        assertEquals("c", machine.found().id().value());
        assertEquals("a drive for data source IBMCloud", machine.verdict("/dev/xvda"));
        Files.delete(machine.resolve("/dev/xvdc"));
        assertEquals("b", machine.found().id().value());
    }

    @Test
    void aPartitionNeedsTheLabel() throws IOException {
        machine.device("vdb1", DriveImages.iso(drive("part"), "something"), true);
        assertTrue(machine.absent().contains("/dev/vdb1"));
        assertEquals("a partition without the label config-2", machine.verdict("/dev/vdb1"));
    }

    @Test
    void contentDecidesNotTheLabel() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("readme"), "nothing here");
        machine.device("vdz", DriveImages.iso(empty, "config-2"), false);
        machine.device("vdb", DriveImages.iso(drive("real"), "whatever"), false);
        assertEquals("real", machine.found().id().value());
        assertEquals("no openstack/latest/meta_data.json, no meta.js", machine.verdict("/dev/vdz"));
        assertEquals("/dev/vdb", machine.decisions.getLast().winner());
    }

    @Test
    void everyDeviceHasAReason() throws IOException {
        machine.device("vda", DriveImages.ext4(drive("system"), "rootfs"), false);
        machine.device("vdb", DriveImages.empty(folder.resolve("zeros"), 1), false);
        machine.with("/sys/class/block/sr0/size", "0\n");
        machine.with("/sys/class/block/sdx/size", "2048\n");
        machine.with("/sys/class/block/fd0/size", "8\n");
        machine.with("/sys/class/block/cciss!c0d0/size", "0\n");
        String reason = machine.absent();
        assertEquals("ext4 without the label config-2", machine.verdict("/dev/vda"));
        assertEquals("no file system that is known", machine.verdict("/dev/vdb"));
        assertEquals("no medium in it", machine.verdict("/dev/sr0"));
        assertEquals("a floppy or memory disk", machine.verdict("/dev/fd0"));
        assertEquals("no medium in it", machine.verdict("/dev/cciss/c0d0"));
        assertEquals("there is no such device or file", machine.verdict("/dev/sdx"));
        assertTrue(reason.contains("/dev/vda (ext4 without the label config-2),"), reason);
        assertEquals(List.of(), machine.codes(), "an empty tray is no problem");
    }

    @Test
    void damagedDevicesAreQuiet() throws IOException {
        Path iso = DriveImages.iso(drive("cut"), "config-2");
        byte[] bytes = Files.readAllBytes(iso);
        Path cut = Files.write(folder.resolve("cut-iso"), Arrays.copyOf(bytes, 50_000));
        machine.device("vdb", cut, false);
        Detection detection = machine.detect();
        assertTrue(!(detection instanceof Detection.Found), "" + detection);
        assertEquals(List.of(), machine.codes());
    }

    @Test
    void withoutSysfsTheKernelsPartitionTableServes() throws IOException {
        Path device = machine.resolve("/dev/vdb");
        Files.createDirectories(device.getParent());
        Files.copy(DriveImages.iso(drive("listed"), "config-2"), device);
        machine.with(
                "/proc/partitions",
                "major minor  #blocks  name\n\n 252        0   10 vda\n 252 16   10 vdb\n");
        assertEquals("listed", machine.found().id().value());
    }

    @Test
    void aLabelledDriveWithAnotherFileSystemIsMounted() throws IOException {
        Path content = drive("mounted");
        machine.device("vdb", DriveImages.ext4(content, "config-2"), false);
        var mounts = new ArrayList<String>();
        machine.mounter =
                new Mounter() {
                    @Override
                    public <T> T mounted(String device, String type, MountReader<T> reader)
                            throws IOException {
                        mounts.add(device + " " + type);
                        HostFiles files = new Machine(content);
                        return reader.read(files);
                    }
                };
        InstanceData data = machine.found();
        assertEquals("mounted", data.id().value());
        assertEquals("config-disk (/dev/vdb)", data.platform().subplatform());
        assertEquals(List.of("/dev/vdb ext4"), mounts);
    }

    @Test
    void aMountThatFailsIsAReason() throws IOException {
        machine.device("vdb", DriveImages.ext4(drive("failing"), "config-2"), false);
        machine.absent();
        assertEquals("nothing is mounted in this test", machine.verdict("/dev/vdb"));
    }

    @Test
    void manyDevicesAreQuick() throws IOException {
        Path zeros = Files.write(folder.resolve("zeros"), new byte[4096]);
        for (int i = 0; i < 1000; i++) {
            machine.device("sd" + i, zeros, false);
        }
        machine.device("vdb", DriveImages.iso(drive("last"), "config-2"), false);
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> machine.found());
        assertEquals(1001, machine.decisions.getLast().candidates().size());
    }

    @Test
    void theReasonNamesAFewDevicesOnly() throws IOException {
        for (int i = 0; i < 20; i++) {
            machine.with("/sys/class/block/loop" + i + "/size", "0\n");
        }
        String reason = machine.absent();
        assertTrue(reason.endsWith("and 12 more"), reason);
        List<Decision.Candidate> all = machine.decisions.getLast().candidates();
        assertEquals(20, all.size());
    }

    @Test
    void anImageIsReadInPlaceOfAllElse() throws IOException {
        machine.seeded("openstack/latest/meta_data.json", "{\"uuid\": \"seed\"}");
        Path iso = DriveImages.iso(drive("image"), "whatever");
        machine.image = iso.toString();
        InstanceData data = machine.found();
        assertEquals("image", data.id().value());
        assertEquals("config-disk (" + iso + ")", data.platform().subplatform());
        machine.image =
                DriveImages.partitioned(DriveImages.vfat(drive("in-partition"), "CONFIG-2"))
                        .toString();
        assertEquals("in-partition", machine.found().id().value());
        Path plain = drive("plain-folder");
        machine.image = plain.toString();
        assertEquals("plain-folder", machine.found().id().value());
        assertEquals("seed-dir (" + plain + ")", machine.found().platform().subplatform());
    }

    /** Every way in which clouds make a drive reads as the folder that it was made from. */
    @Test
    void imagesReadAsTheirFolder() throws IOException {
        Path drive = drive("made");
        Path openstack = drive.resolve("openstack");
        Files.writeString(
                openstack.resolve("latest/meta_data.json"),
                "{\"uuid\": \"made\", \"files\": [{\"path\": \"/etc/x\","
                        + " \"content_path\": \"/content/0000\"}]}");
        Files.writeString(
                openstack.resolve("latest/network_data.json"),
                "{\"links\": [{\"id\": \"a\", \"name\": \"ens3\"}]}");
        Files.createDirectory(openstack.resolve("content"));
        Files.writeString(openstack.resolve("content/0000"), "content of x");
        machine.image = drive.toString();
        InstanceData expected = machine.found();
        assertEquals("content of x", expected.files().getFirst().content().revealText());
        for (Path image :
                List.of(
                        DriveImages.iso(drive, "genisoimage", "-R"),
                        DriveImages.iso(drive, "genisoimage", "-J"),
                        DriveImages.iso(drive, "genisoimage", "-R", "-J"),
                        DriveImages.iso(drive, "xorriso", "-R", "-J"),
                        DriveImages.vfat(drive, "CONFIG-2"),
                        DriveImages.partitioned(DriveImages.vfat(drive, "CONFIG-2")))) {
            machine.image = image.toString();
            InstanceData read = machine.found();
            assertEquals(expected.metadata(), read.metadata(), "" + image);
            assertEquals(expected.userData(), read.userData(), "" + image);
            assertEquals(expected.files(), read.files(), "" + image);
            assertEquals(expected.network(), read.network(), "" + image);
        }
        assertEquals(List.of(), machine.codes());
    }

    @Test
    void anImageThatHoldsNoDriveIsRefused() throws IOException {
        machine.seeded("openstack/latest/meta_data.json", "{\"uuid\": \"seed\"}");
        List<Path> refused =
                List.of(
                        folder.resolve("not-there"),
                        DriveImages.empty(folder.resolve("zeros"), 1),
                        DriveImages.ext4(drive("linux"), "config-2"),
                        DriveImages.partitioned(DriveImages.empty(folder.resolve("in-part"), 1)),
                        Files.createDirectories(folder.resolve("empty-folder")));
        for (Path image : refused) {
            machine.image = image.toString();
            Problem problem = machine.unusable();
            assertEquals("config-drive.not-a-drive", problem.code(), "" + image);
            assertEquals(image.toString(), problem.origin().source());
        }
        machine.image = "no\0path";
        assertEquals("config-drive.not-a-drive", machine.unusable().code());
        Path broken = drive("broken");
        Files.writeString(broken.resolve("openstack/latest/meta_data.json"), "{bad");
        machine.image = DriveImages.iso(broken, "config-2").toString();
        assertEquals("config-drive.bad-json", machine.unusable().code());
        assertEquals(
                machine.image + ":/openstack/latest/meta_data.json",
                machine.unusable().origin().source());
    }

    @Test
    void aFolderOnTheCommandLineIsNotLeft() throws IOException {
        Path image = drive("linked");
        Files.writeString(folder.resolve("outside"), "secret");
        Path userData = image.resolve("openstack/latest/user_data");
        Files.delete(userData);
        Files.createSymbolicLink(userData, folder.resolve("outside"));
        machine.image = image.toString();
        assertNull(machine.found().userData());
        assertEquals(List.of("config-drive.unreadable"), machine.codes());
        assertInstanceOf(Detection.Found.class, machine.detect());
    }
}
