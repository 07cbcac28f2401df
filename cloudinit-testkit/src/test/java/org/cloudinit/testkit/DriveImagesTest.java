package org.cloudinit.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriveImagesTest {
    @TempDir Path place;

    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectories(place.resolve("drive"));
        Files.createDirectories(folder.resolve("openstack/latest"));
        Files.writeString(folder.resolve("openstack/latest/meta_data.json"), "{}");
    }

    @Test
    void anIsoHasItsLabel() throws IOException {
        byte[] bytes = Files.readAllBytes(DriveImages.iso(folder, "config-2"));
        assertEquals("CD001", new String(bytes, 0x8001, 5, US_ASCII));
        assertEquals("config-2", new String(bytes, 0x8028, 32, US_ASCII).strip());
    }

    @Test
    void aFatHasItsLabelAndItsFiles() throws IOException {
        byte[] bytes = Files.readAllBytes(DriveImages.vfat(folder, "CONFIG-2"));
        assertEquals("FAT1", new String(bytes, 0x36, 4, US_ASCII));
        String text = new String(bytes, US_ASCII);
        assertTrue(text.contains("CONFIG-2") && text.contains("OPENST"));
    }

    @Test
    void aDiskHasTheImageInItsFirstPartition() throws IOException {
        Path image = DriveImages.vfat(folder, "CONFIG-2");
        byte[] disk = Files.readAllBytes(DriveImages.partitioned(image));
        assertEquals((byte) 0xaa, disk[511]);
        assertArrayEquals(
                Files.readAllBytes(image),
                Arrays.copyOfRange(disk, 1 << 20, (1 << 20) + (8 << 20)));
    }

    @Test
    void whatTheProgramSaidIsTold() {
        var told =
                assertThrows(
                        AssertionError.class,
                        () -> DriveImages.vfat(folder, "a label that is too long"));
        assertTrue(told.getMessage().contains("mkfs.vfat: "), told.getMessage());
    }
}
