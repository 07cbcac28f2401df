package org.cloudinit.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks divided by sfdisk, with a file system in each partition. */
final class PartitionsTest {

    private static final int MIB = 1 << 20;

    private static final String MBR =
            """
            label: dos
            start=2048, size=8192, type=c
            start=10240, size=8192, type=83
            start=18432, size=30720, type=5
            start=20480, size=8192, type=e
            start=30720, size=8192, type=83
            start=40960, size=4096, type=83
            """;

    private static final String GPT =
            """
            label: gpt
            start=2048, size=8192, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name="config"
            start=10240, size=8192, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="zwei-ö"
            """;

    @TempDir Path scratch;

    @Test
    void mbrWithLogicalPartitions() throws Exception {
        Path disk = disk(MBR);
        put(fat(), disk, 1);
        put(iso(), disk, 20);
        put(fat(), disk, 10);
        try (BlockSource source = BlockSource.open(disk)) {
            PartitionTable table = PartitionTable.read(source);
            assertEquals(PartitionTable.Scheme.MBR, table.scheme());
            assertEquals(
                    "1 1048576 4194304 0c, 2 5242880 4194304 83, 5 10485760 4194304 0e, "
                            + "6 15728640 4194304 83, 7 20971520 2097152 83",
                    summary(table));
            List<String> found = new ArrayList<>();
            for (Partition partition : table.partitions()) {
                found.add(Probe.of(partition.on(source)).getClass().getSimpleName());
            }
            assertEquals(
                    List.of("Supported", "Unknown", "Supported", "Unknown", "Supported"), found);
            assertEquals("found\n", text(source, table.partitions().get(0)));
            assertEquals("found\n", text(source, table.partitions().get(2)));
            assertEquals("found\n", text(source, table.partitions().get(4)));
            assertInstanceOf(Probe.Unknown.class, Probe.of(source));
        }
    }

    @Test
    void gpt() throws Exception {
        Path disk = disk(GPT);
        put(fat(), disk, 1);
        put(iso(), disk, 5);
        try (BlockSource source = BlockSource.open(disk)) {
            PartitionTable table = PartitionTable.read(source);
            assertEquals(PartitionTable.Scheme.GPT, table.scheme());
            assertEquals(
                    "1 1048576 4194304 c12a7328-f81f-11d2-ba4b-00a0c93ec93b config, "
                            + "2 5242880 4194304 0fc63daf-8483-4772-8e79-3d69d8477de4 zwei-ö",
                    summary(table));
            assertEquals("found\n", text(source, table.partitions().get(0)));
            assertEquals("found\n", text(source, table.partitions().get(1)));
            String name = table.partitions().get(1).on(source).name();
            assertEquals(disk + " (partition 2)", name);
        }
    }

    @Test
    void gptWithBrokenHeaderIsReadFromItsCopy() throws Exception {
        byte[] image = Files.readAllBytes(disk(GPT));
        PartitionTable whole = PartitionTable.read(BlockSource.of("disk", image));
        assertEquals(2, whole.partitions().size());
        for (int at : new int[] {512, 512 + 40, 512 + 88, 1024, 1024 + 130}) {
            byte[] broken = image.clone();
            broken[at] ^= 1;
            assertEquals(whole, PartitionTable.read(BlockSource.of("disk", broken)), "byte " + at);
        }
    }

    @Test
    void gptWithBothCopiesBrokenIsRefused() throws Exception {
        byte[] image = Files.readAllBytes(disk(GPT));
        image[512 + 40] ^= 1;
        image[image.length - 512 + 40] ^= 1;
        MediaException refused =
                assertThrows(
                        MediaException.class,
                        () -> PartitionTable.read(BlockSource.of("disk", image)));
        assertEquals(MediaException.Code.DAMAGED, refused.code());
        assertTrue(refused.getMessage().contains("disk, byte 512: neither copy"));
    }

    @Test
    void aChainOfLogicalPartitionsThatReturnsIsRefused() throws Exception {
        byte[] image = Files.readAllBytes(disk(MBR));
        int second = secondExtendedRecord(image);
        FatImage.put(image, second + 446 + 16 + 8, 4, 0); // not "none": the type stays
        FatImage.put(image, second + 446 + 16 + 8, 4, second / 512 - 18432);
        assertRefused(image, "does not end");
    }

    @Test
    void aChainOfLogicalPartitionsThatLeavesTheDiskIsRefused() throws Exception {
        byte[] image = Files.readAllBytes(disk(MBR));
        FatImage.put(image, secondExtendedRecord(image) + 446 + 16 + 8, 4, 0x0fffffff);
        assertRefused(image, "the source ends at");
    }

    @Test
    void anExtendedRecordWithoutSignatureIsRefused() throws Exception {
        byte[] image = Files.readAllBytes(disk(MBR));
        image[secondExtendedRecord(image) + 510] = 0;
        assertRefused(image, "has no signature");
    }

    @Test
    void aPartitionBeyondTheDiskIsListedButCannotBeRead() throws Exception {
        byte[] image = Files.readAllBytes(disk(MBR));
        FatImage.put(image, 446 + 12, 4, 0x7fffffff);
        BlockSource source = BlockSource.of("disk", image);
        Partition first = PartitionTable.read(source).partitions().getFirst();
        assertEquals(0x7fffffffL * 512, first.length());
        MediaException refused = assertThrows(MediaException.class, () -> first.on(source));
        assertEquals(MediaException.Code.TRUNCATED, refused.code());
    }

    @Test
    void fileSystemsAndEmptyDisksHaveNoTable() throws Exception {
        for (Path image : List.of(fat(), iso())) {
            try (BlockSource source = BlockSource.open(image)) {
                assertEquals(PartitionTable.Scheme.NONE, PartitionTable.read(source).scheme());
            }
        }
        for (int size : new int[] {0, 1, 511, 512, 100_000}) {
            BlockSource source = BlockSource.of("empty", new byte[size]);
            assertEquals(PartitionTable.Scheme.NONE, PartitionTable.read(source).scheme());
        }
    }

    private static void assertRefused(byte[] image, String why) {
        MediaException refused =
                assertThrows(
                        MediaException.class,
                        () -> PartitionTable.read(BlockSource.of("disk", image)));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    private static int secondExtendedRecord(byte[] image) {
        int first = 18432 * 512;
        assertEquals(5, image[first + 446 + 16 + 4]);
        return first + (int) Bytes.u32(image, first + 446 + 16 + 8) * 512;
    }

    private static String summary(PartitionTable table) {
        List<String> lines = new ArrayList<>();
        for (Partition p : table.partitions()) {
            String line = p.number() + " " + p.start() + " " + p.length() + " " + p.type();
            lines.add((line + " " + p.name()).strip());
        }
        return String.join(", ", lines);
    }

    private static String text(BlockSource disk, Partition partition) {
        Volume volume = Volume.open(partition.on(disk));
        Node.File file = (Node.File) volume.find("folder/file.txt").orElseThrow();
        return new String(volume.read(file), UTF_8);
    }

    private Path disk(String script) throws Exception {
        Path disk = Files.createTempFile(scratch, "disk", ".img");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(32L * MIB);
        }
        Tool.named("sfdisk").runWithInput(script, "-q", disk);
        return disk;
    }

    private Path fat() throws Exception {
        Path image = scratch.resolve("part.fat");
        if (!Files.exists(image)) {
            FatImage.make(image, 12, 4, "-s 4");
            FatImage.copy(folder(), image);
        }
        return image;
    }

    private Path iso() throws Exception {
        Path image = scratch.resolve("part.iso");
        IsoImage.genisoimage(folder(), image, "-R -J");
        return image;
    }

    private SampleFolder folder() throws Exception {
        Path root = Files.createTempDirectory(scratch, "in");
        SampleFolder folder = new SampleFolder(root);
        folder.directory("folder");
        folder.text("folder/file.txt", "found\n");
        return folder;
    }

    private static void put(Path part, Path disk, int mebibyte) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek((long) mebibyte * MIB);
            file.write(Files.readAllBytes(part));
        }
    }
}
