package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types, labels and UUIDs are those that blkid reports. */
final class ProbeTest {

    @TempDir Path scratch;

    /** Type, size in MiB, program and its options. */
    @ParameterizedTest
    @CsvSource({
        "ext2, 4, mke2fs, -q -F -t ext2 -L config-2",
        "ext3, 8, mke2fs, -q -F -t ext3 -L config-2",
        "ext4, 8, mke2fs, -q -F -t ext4 -L config-2",
        "ext4, 8, mke2fs, -q -F -t ext4 -b 1024",
        "xfs, 300, mkfs.xfs, -q -L config-2",
        "btrfs, 128, mkfs.btrfs, -q -L config-2",
        "ntfs, 8, mkntfs, -Q -q -F -L config-2",
        "vfat, 4, mkfs.vfat, -n CONFIG-2",
        "vfat, 4, mkfs.vfat, -n config-2",
        "vfat, 4, mkfs.vfat, ''",
        "vfat, 64, mkfs.vfat, -F 32 -n CONFIG-2",
        "swap, 4, mkswap, -L config-2",
    })
    void fileSystemsByTheirTools(String type, long mebibytes, String tool, String options)
            throws Exception {
        Path image = scratch.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(mebibytes << 20);
        }
        String line = (options + " " + image).strip();
        Tool.named(tool).run((Object[]) line.split(" "));
        assertEquals(type, assertAsBlkid(image));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config-2",
                "CONFIG-2",
                "config_longer_than_sixteen_chars",
                "Two Words",
                "äöü-config",
            })
    void labelsOfIso(String label) throws Exception {
        SampleFolder folder = new SampleFolder(scratch.resolve("in"));
        folder.text("file", "f");
        for (String options : new String[] {"-R", "-J", "-R -J", ""}) {
            Path image = scratch.resolve("image.iso");
            IsoImage.genisoimage(folder, image, options);
            byte[] bytes = Files.readAllBytes(image);
            setLabel(bytes, label, label);
            Files.write(image, bytes);
            assertEquals("iso9660", assertAsBlkid(image));
        }
    }

    /** The two labels of a drive with Joliet, where they differ. */
    @ParameterizedTest
    @CsvSource({
        "CONFIG-2, config-2",
        "CONFIG_2_LONGER_THAN_16, config-2 longer ",
        "CONFIG_2LONGERTHAN_16_TAIL, cönfig-2longertha",
        "C_NFIG_2LONGERTHAN_16_TAIL, cönfig-2longertha",
        "ABC, XYZ",
        "'', config-2",
        "config-2, ''",
        "CONFIG-2 AND A LONG REMAINDER, config-2",
    })
    void labelsOfIsoThatDiffer(String primary, String joliet) throws Exception {
        SampleFolder folder = new SampleFolder(scratch.resolve("in"));
        folder.text("file", "f");
        Path image = scratch.resolve("image.iso");
        IsoImage.genisoimage(folder, image, "-J");
        byte[] bytes = Files.readAllBytes(image);
        setLabel(bytes, primary, joliet);
        Files.write(image, bytes);
        assertEquals("iso9660", assertAsBlkid(image));
    }

    private static void setLabel(byte[] image, String primary, String joliet) {
        byte[] plain = (primary + " ".repeat(32)).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(plain, 0, image, 32768 + 40, 32);
        if (image[32768 + 2048] == 2) {
            byte[] wide = (joliet + " ".repeat(16)).getBytes(StandardCharsets.UTF_16BE);
            System.arraycopy(wide, 0, image, 32768 + 2048 + 40, 32);
        }
    }

    @Test
    void aLabelInTheBootSectorAloneIsNotTheLabel() throws Exception {
        Path image = scratch.resolve("fat.img");
        FatImage.make(image, 12, 4, "");
        byte[] bytes = Files.readAllBytes(image);
        FatBoot boot = FatBoot.on(BlockSource.of("fat", bytes));
        bytes[(int) boot.rootStart()] = (byte) 0xe5;
        Files.write(image, bytes);
        assertEquals("vfat", assertAsBlkid(image));
        Probe.Supported probe =
                assertInstanceOf(Probe.Supported.class, Probe.of(BlockSource.of("fat", bytes)));
        assertEquals("", probe.label());
        assertEquals("CONFIG-2", probe.bootLabel());
    }

    @Test
    void squashfsIsRecognised() throws Exception {
        SampleFolder folder = new SampleFolder(scratch.resolve("in"));
        folder.text("file", "f");
        Path image = scratch.resolve("image");
        Tool.named("mksquashfs").run(folder.root(), image, "-quiet", "-no-progress");
        assertEquals("squashfs", assertAsBlkid(image));
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        for (int size : new int[] {0, 1, 511, 512, 513, 4096, 32_768, 40_000, 70_000, 200_000}) {
            byte[] bytes = new byte[size];
            assertInstanceOf(Probe.Unknown.class, Probe.of(BlockSource.of("zeros", bytes)));
            Arrays.fill(bytes, (byte) 0xff);
            assertInstanceOf(Probe.Unknown.class, Probe.of(BlockSource.of("ones", bytes)));
        }
    }

    @Test
    void aProbeReadsAFewBlocks() throws Exception {
        Path image = scratch.resolve("empty.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        try (BlockSource source = BlockSource.open(image)) {
            assertInstanceOf(Probe.Unknown.class, Probe.of(source));
            assertTrue(source.bytesRead() <= 12 * 4096, source.bytesRead() + " bytes");
        }
    }

    /** Compares with blkid; returns the type. */
    private static String assertAsBlkid(Path image) throws Exception {
        Tool blkid = Tool.named("blkid");
        try (BlockSource source = BlockSource.open(image)) {
            Probe probe = Probe.of(source);
            String type;
            String label;
            String uuid;
            switch (probe) {
                case Probe.Supported(var format, var l, var u, var boot) -> {
                    type = format.type();
                    label = l;
                    uuid = u;
                    assertEquals(value(blkid, image, "LABEL_FATBOOT"), boot);
                }
                case Probe.Other(var t, var l, var u) -> {
                    type = t;
                    label = l;
                    uuid = u;
                }
                case Probe.Unknown() -> throw new AssertionError("unknown");
            }
            assertEquals(value(blkid, image, "TYPE"), type);
            assertEquals(value(blkid, image, "LABEL"), label);
            if (!type.equals("squashfs")) {
                assertEquals(value(blkid, image, "UUID"), uuid);
            }
            return type;
        }
    }

    private static String value(Tool blkid, Path image, String tag) throws Exception {
        return blkid.run("-p", "-o", "value", "-s", tag, image).strip();
    }
}
