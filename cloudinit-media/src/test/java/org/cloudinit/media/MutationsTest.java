package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 10,000 seeded mutations of each kind of image: whatever is read ends in a value or in a {@link
 * MediaException}, within a second. Anything else that is thrown, running out of memory or stack
 * included, fails the test with the number of the mutation.
 */
final class MutationsTest {

    private static final int MUTATIONS = 10_000;
    private static final long MOST_NANOSECONDS = 1_000_000_000L;

    @TempDir static Path shared;

    private static SampleFolder links;
    private static SampleFolder plain;

    @BeforeAll
    static void makeFolders() throws Exception {
        links = small("links").withLinks().finished();
        plain = small("plain").finished();
    }

    private static SampleFolder small(String name) throws Exception {
        SampleFolder folder = new SampleFolder(shared.resolve(name)).withConfigDrive();
        return folder.withDepth(9).withLongAndForeignNames(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-no-pad -R", "-no-pad -J", "-no-pad -r -J", "-no-pad -iso-level 4"})
    void genisoimage(String options) throws Exception {
        Path image = shared.resolve("mutant.iso");
        IsoImage.genisoimage(options.contains("R") ? links : plain, image, options);
        byte[] bytes = Files.readAllBytes(image);
        run("genisoimage " + options, bytes, isoPointers(bytes));
    }

    @Test
    void xorriso() throws Exception {
        Path image = shared.resolve("xorriso.iso");
        IsoImage.xorriso(links, image, "-rockridge on -joliet on -padding 0");
        byte[] bytes = Files.readAllBytes(image);
        run("xorriso", bytes, isoPointers(bytes));
    }

    @ParameterizedTest
    @CsvSource({"12, 1, -s 1", "16, 4, -s 1", "32, 34, -s 1"})
    void fat(int width, long mebibytes, String options) throws Exception {
        Path image = shared.resolve("mutant-" + width);
        FatImage.make(image, width, mebibytes, options);
        FatImage.copy(plain, image);
        byte[] bytes = Files.readAllBytes(image);
        assertEquals(width, FatBoot.on(BlockSource.of("fat", bytes)).bits());
        run("FAT" + width, bytes, fatPointers(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dos", "gpt"})
    void partitions(String label) throws Exception {
        Path disk = shared.resolve("disk-" + label);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(2 << 20);
        }
        String script =
                label.equals("dos")
                        ? "label: dos\n64,64,c\n128,3840,5\n192,64,c\n320,64,c\n448,64,c\n"
                        : "label: gpt\nfirst-lba: 64\nstart=64, size=64\nstart=128, size=64\n";
        Tool.named("sfdisk").runWithInput(script, "-q", "--force", disk);
        byte[] bytes = Files.readAllBytes(disk);
        List<Integer> pointers = new ArrayList<>();
        int found = PartitionTable.read(BlockSource.of("disk", bytes)).partitions().size();
        assertEquals(label.equals("dos") ? 4 : 2, found);
        for (int at = 0; at + 512 <= bytes.length; at += 512) {
            if (Bytes.u16(bytes, at + 510) == 0xaa55) {
                for (int entry = 446; entry < 510; entry += 16) {
                    pointers.add(at + entry + 8);
                }
            }
        }
        run("partitions " + label, bytes, pointers);
    }

    /** Reads all there is to read of 10,000 damaged images. */
    private static void run(String kind, byte[] image, List<Integer> pointers) {
        byte[] original = image.clone();
        Mutation mutation = new Mutation(image, pointers, kind.hashCode());
        int clean = 0;
        int refused = 0;
        long slowest = 0;
        long started = System.nanoTime();
        for (int i = 0; i < MUTATIONS; i++) {
            BlockSource source = mutation.damage();
            try {
                long before = System.nanoTime();
                boolean isClean = exercise(source) == 0;
                slowest = Math.max(slowest, quietTime(source, System.nanoTime() - before));
                clean += isClean ? 1 : 0;
                refused += isClean ? 0 : 1;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError(kind + ", mutation " + i, e);
            }
            mutation.undo();
        }
        long millis = (System.nanoTime() - started) / 1_000_000;
        System.out.println(
                kind
                        + ": "
                        + MUTATIONS
                        + " mutations of "
                        + image.length
                        + " bytes, "
                        + clean
                        + " read whole, "
                        + refused
                        + " refused in part or whole, slowest "
                        + slowest / 1000
                        + " µs, all "
                        + millis
                        + " ms");
        assertArrayEquals(original, image, "the damage was not undone");
        assertEquals(MUTATIONS, clean + refused);
        assertTrue(refused > MUTATIONS / 10, "the damage seldom hits: " + refused);
        assertTrue(clean > MUTATIONS / 100, "the damage always hits: " + clean);
        assertTrue(slowest < MOST_NANOSECONDS, slowest + " ns");
    }

    /**
     * The time of a reading; a slow one is repeated, because a busy machine gives time to others.
     */
    private static long quietTime(BlockSource source, long first) {
        long least = first;
        for (int tries = 0; tries < 10 && least > MOST_NANOSECONDS / 20; tries++) {
            long before = System.nanoTime();
            exercise(source);
            least = Math.min(least, System.nanoTime() - before);
        }
        return least;
    }

    /** Number of clean refusals. */
    static int exercise(BlockSource source) {
        int refused = 0;
        try {
            Probe.of(source);
        } catch (MediaException e) {
            refused++;
        }
        try {
            for (Partition partition : PartitionTable.read(source).partitions()) {
                Probe.of(partition.on(source));
            }
        } catch (MediaException e) {
            refused++;
        }
        try {
            return refused + exercise(Volume.open(source));
        } catch (MediaException e) {
            return e.code() == MediaException.Code.FORMAT ? refused : refused + 1;
        }
    }

    private static int exercise(Volume volume) {
        int refused = 0;
        for (String path : List.of("openstack/latest/meta_data.json", "links/dots")) {
            try {
                volume.find(path);
            } catch (MediaException e) {
                refused++;
            }
        }
        try {
            for (Volume.Entry entry : volume.tree()) {
                if (entry.node() instanceof Node.File file) {
                    refused += read(volume, file);
                }
            }
        } catch (MediaException e) {
            refused++;
        }
        return refused;
    }

    private static int read(Volume volume, Node.File file) {
        try {
            assertEquals(file.size(), volume.read(file, 1 << 16).length);
            return 0;
        } catch (MediaException e) {
            return 1;
        }
    }

    /** Where records and continuation fields of ISO 9660 name blocks. */
    private static List<Integer> isoPointers(byte[] image) {
        List<Integer> pointers = new ArrayList<>();
        Volume volume = Volume.open(BlockSource.of("iso", image));
        List<Node.Directory> directories = new ArrayList<>(List.of(volume.root()));
        for (Volume.Entry entry : volume.tree()) {
            if (entry.node() instanceof Node.Directory directory) {
                directories.add(directory);
            }
        }
        for (Node.Directory directory : directories) {
            if (directory.place() instanceof Place.Extents extents) {
                int at = (int) extents.runs().getFirst().offset();
                for (int record : new IsoImage(image).records(at)) {
                    pointers.add(record + 2);
                }
            }
        }
        for (int at = 0; at + 28 < image.length; at++) {
            if (Bytes.matches(image, at, "CE\u001c\u0001")
                    || Bytes.matches(image, at, "CL\u000c\u0001")) {
                pointers.add(at + 4);
            }
        }
        return pointers;
    }

    /** The allocation table, and the first clusters in directories. */
    private static List<Integer> fatPointers(byte[] image) {
        List<Integer> pointers = new ArrayList<>();
        FatBoot boot = FatBoot.on(BlockSource.of("fat", image));
        for (int i = 0; i < 256; i++) {
            pointers.add((int) boot.tableStart() + i * boot.bits() / 8);
        }
        for (int at = (int) boot.rootStart(); at + 32 <= image.length; at += 32) {
            boolean isDirectory = image[at + 11] == 0x10;
            if (isDirectory) {
                pointers.add(at + 26);
            }
        }
        return pointers;
    }
}
