package org.cloudinit.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyDriveTest {
    @TempDir Path place;

    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectories(place.resolve("drive"));
        Files.createDirectories(folder.resolve("openstack/latest"));
        Files.writeString(folder.resolve("openstack/latest/meta_data.json"), "{}");
    }

    @Test
    void makesAnIsoWithItsLabel() throws IOException {
        assumeTrue(ReadyDrive.canMakeIso(), "genisoimage is not installed");
        byte[] bytes =
                Files.readAllBytes(ReadyDrive.iso(folder, place.resolve("i.iso"), "config-2"));
        assertEquals("CD001", new String(bytes, 0x8001, 5, US_ASCII));
        assertEquals("config-2", new String(bytes, 0x8028, 32, US_ASCII).strip());
    }

    @Test
    void makesEachFat() throws IOException {
        assumeTrue(ReadyDrive.canMakeFat(), "mkfs.vfat or mcopy is not installed");
        for (int bits : new int[] {12, 16, 32}) {
            Path image = place.resolve("fat" + bits);
            ReadyDrive.fat(folder, image, "CONFIG-2", bits, bits == 32 ? 40 : bits == 16 ? 20 : 2);
            byte[] sector = Arrays.copyOf(Files.readAllBytes(image), 512);
            int at = bits == 32 ? 0x52 : 0x36;
            assertEquals("FAT" + bits, new String(sector, at, 5, US_ASCII));
        }
    }

    @Test
    void tellsWhatTheToolSaid() {
        assumeTrue(ReadyDrive.canMakeFat(), "mkfs.vfat or mcopy is not installed");
        assertThrows(
                IOException.class,
                () ->
                        ReadyDrive.fat(
                                folder, place.resolve("x"), "a label that is too long", 16, 20));
    }
}
