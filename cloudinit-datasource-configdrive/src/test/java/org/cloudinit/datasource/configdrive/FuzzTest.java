package org.cloudinit.datasource.configdrive;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.testkit.DriveImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a drive holds, the answer is a result, or a problem. */
class FuzzTest {
    private static final long SEED = 20260101;

    @TempDir Path root;

    private final Random random = new Random(SEED);

    @Test
    void anyBytesOnTheDriveAreReadOrRefused() {
        byte[] meta =
                """
                {"uuid": "i-1", "hostname": "n", "meta": {"dsmode": "local"}, "random_seed": "AAAA",
                 "files": [{"path": "/etc/x", "content_path": "/content/0000"}],
                 "network_config": {"content_path": "/content/0000"}, "public_keys": {"a": "b"}}
                """
                        .getBytes(StandardCharsets.UTF_8);
        int found = 0;
        var machine = new Machine(root).seeded("openstack/content/0000", "content");
        for (int i = 0; i < 1000; i++) {
            machine.with(Machine.SEED + "/openstack/latest/meta_data.json", mutated(meta));
            machine.with(Machine.SEED + "/openstack/latest/vendor_data.json", mutated(meta));
            machine.with(Machine.SEED + "/openstack/latest/network_data.json", mutated(meta));
            if (machine.detect() instanceof Detection.Found) {
                found++;
            }
        }
        assertTrue(found > 20 && found < 980, "some are read, some refused: " + found);
    }

    private byte[] mutated(byte[] bytes) {
        byte[] other = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        }
        return other;
    }

    @Test
    void anyDamageToAnImageIsAnsweredWithinASecond() throws Exception {
        byte[] image =
                Files.readAllBytes(
                        DriveImages.iso(SmallDrive.in(root.resolve("drive"), "i-1"), "config-2"));
        var machine = new Machine(root.resolve("machine"));
        Path file = root.resolve("damaged.iso");
        machine.image = file.toString();
        int found = 0;
        for (int i = 0; i < 200; i++) {
            byte[] damaged = image.clone();
            for (int j = 1 + random.nextInt(8); j > 0; j--) {
                // Descriptors, path tables and directories lie in the first sectors.
                int at = 0x8000 + random.nextInt(Math.min(image.length - 0x8000, 0x10000));
                damaged[at] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            long start = System.nanoTime();
            if (machine.detect() instanceof Detection.Found) {
                found++;
            }
            assertTrue(System.nanoTime() - start < 1_000_000_000L, "damage " + i + " takes long");
        }
        assertTrue(found > 0 && found < 200, "some are read, some refused: " + found);
    }
}
