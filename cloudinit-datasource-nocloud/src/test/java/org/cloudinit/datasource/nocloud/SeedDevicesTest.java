package org.cloudinit.datasource.nocloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.testkit.DriveImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds on drives that real programs made. */
class SeedDevicesTest {
    @TempDir private Path folder;

    private Machine machine() {
        return new Machine(folder.resolve("root"));
    }

    private Path seed(String id) throws IOException {
        return SmallSeed.in(folder.resolve(id), id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cidata", "CIDATA"})
    void aLabelledDriveIsRead(String label) throws IOException {
        InstanceData data = machine().device("sr0", DriveImages.iso(seed("i-iso"), label)).found();
        assertEquals("i-iso", data.id().value());
        assertEquals("DataSourceNoCloud [seed=/dev/sr0]", data.description());
        assertEquals("config-disk (/dev/sr0)", data.platform().subplatform());
    }

    @Test
    void fatIsReadToo() throws IOException {
        InstanceData data =
                machine().device("vdb", DriveImages.vfat(seed("i-fat"), "CIDATA")).found();
        assertEquals("i-fat", data.id().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CiData", "config-2", "OTHER"})
    void aDriveWithAnotherLabelIsNot(String label) throws IOException {
        machine().device("sr0", DriveImages.iso(seed("i-1"), label)).absent();
    }

    @Test
    void anotherFileSystemIsNot() throws IOException {
        machine().device("vdb", DriveImages.ext4(seed("i-1"), "cidata")).absent();
    }

    @Test
    void theConfigurationNamesAnotherLabel() throws IOException {
        Path drive = DriveImages.iso(seed("i-1"), "SEEDS");
        assertEquals(
                "i-1",
                machine().settings("fs_label: seeds").device("sr0", drive).found().id().value());
    }

    @Test
    void withoutALabelNoDriveIsLookedAt() throws IOException {
        machine()
                .settings("fs_label: null")
                .device("sr0", DriveImages.iso(seed("i-1"), "cidata"))
                .absent();
    }

    @Test
    void theLastDriveCounts() throws IOException {
        InstanceData data =
                machine()
                        .device("sr0", DriveImages.iso(seed("i-first"), "cidata"))
                        .device("sr1", DriveImages.iso(seed("i-last"), "cidata"))
                        .found();
        assertEquals("i-last", data.id().value());
    }

    @Test
    void aDriveAddsToTheFolder() throws IOException {
        InstanceData data =
                machine()
                        .seed(Machine.SEED, "instance-id: i-folder", "of the folder")
                        .device("sr0", DriveImages.iso(seed("i-drive"), "cidata"))
                        .found();
        assertEquals("i-folder", data.id().value());
        assertEquals("#!/bin/sh\n", data.userData().revealText());
        assertEquals("DataSourceNoCloud [seed=" + Machine.SEED + ",/dev/sr0]", data.description());
    }

    @Test
    void aDriveWithoutASeedIsNamedAndTheNextIsRead() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("user-data"), "canary");
        Machine machine =
                machine()
                        .device("sr0", DriveImages.iso(seed("i-1"), "cidata"))
                        .device("sr1", DriveImages.iso(empty, "cidata"));
        assertEquals("i-1", machine.found().id().value());
        assertEquals(List.of("nocloud.not-a-seed"), machine.reporter.codes());
        String told = machine.reporter.problems().getFirst().line();
        assertTrue(told.contains("/dev/sr1") && !told.contains("canary"), told);
    }

    /** An empty file says nothing; a document that says nothing takes back what was said. */
    @ParameterizedTest
    @CsvSource({"'',true", "~,false", "# later,false", "{},false", "'[1]',true"})
    void aDriveTakesBackTheNetworkOfTheFolder(String said, boolean stays) throws IOException {
        Path seed = seed("i-1");
        Files.writeString(seed.resolve("network-config"), said);
        InstanceData data =
                machine()
                        .seed(Machine.SEED, "instance-id: i-folder", "")
                        .file(Machine.SEED + "/network-config", "version: 2\n")
                        .device("sr0", DriveImages.iso(seed, "cidata"))
                        .found();
        assertEquals(stays, data.network() != null);
    }

    @Test
    void aLinkOutOfTheDriveIsNotFollowed() throws IOException {
        Path seed = seed("i-1");
        Files.createSymbolicLink(seed.resolve("network-config"), Path.of("/etc/network-config"));
        Machine machine =
                machine()
                        .file("/etc/network-config", "version: 2")
                        .device("sr0", DriveImages.iso(seed, "cidata"));
        assertEquals(null, machine.found().network());
        assertEquals(List.of("nocloud.unreadable"), machine.reporter.codes());
    }

    @Test
    void aDamagedDriveHindersNoOther() throws IOException {
        Path whole = DriveImages.iso(seed("i-1"), "cidata");
        byte[] bytes = Files.readAllBytes(whole);
        for (int i = 0x9000; i < bytes.length; i++) {
            bytes[i] = (byte) 0xa5;
        }
        Path damaged = Files.write(folder.resolve("damaged"), bytes);
        assertEquals(
                "i-1", machine().device("sr1", damaged).device("sr0", whole).found().id().value());
    }

    @Test
    void anImageStandsForAllDevices() throws IOException {
        Machine machine = machine().device("sr0", DriveImages.iso(seed("i-device"), "cidata"));
        machine.image = DriveImages.iso(seed("i-image"), "cidata").toString();
        assertEquals("i-image", machine.found().id().value());
    }

    @Test
    void anImageOfAnotherKindIsNoSeed() throws IOException {
        Machine machine = machine();
        machine.image = DriveImages.iso(seed("i-image"), "config-2").toString();
        machine.absent();
    }
}
