package org.cloudinit.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file of a large drive costs a few blocks: what the boot waits for. */
final class ReadCostTest {

    private static final String PATH = "openstack/latest/meta_data.json";

    @TempDir Path scratch;

    @Test
    void oneFileOfAnIsoOf64Mebibytes() throws Exception {
        SampleFolder folder = new SampleFolder(scratch.resolve("in")).withConfigDrive();
        try (RandomAccessFile file =
                new RandomAccessFile(folder.root().resolve("large").toFile(), "rw")) {
            file.setLength(64L << 20);
        }
        Path image = scratch.resolve("large.iso");
        IsoImage.genisoimage(folder, image, "-R -J");
        // Two blocks for boot sector and descriptors, one for each directory and for the file.
        assertCost(image, 8);
    }

    @Test
    void oneFileOfAFatOf64Mebibytes() throws Exception {
        SampleFolder folder = new SampleFolder(scratch.resolve("in")).withConfigDrive();
        for (int width : new int[] {16, 32}) {
            Path image = scratch.resolve("large-" + width);
            FatImage.make(image, width, 64, width == 16 ? "-s 4" : "-s 1");
            FatImage.copy(folder, image);
            assertCost(image, 8);
        }
    }

    /**
     * The first comparison of two records, the first switch over types and the like are built at
     * run time, which costs more than the whole reading. The virtual machine's log tells.
     */
    @Test
    void nothingIsBuiltAtRunTime() throws Exception {
        SampleFolder folder = new SampleFolder(scratch.resolve("in")).withConfigDrive();
        List<Object> arguments = new ArrayList<>(List.of("-Xlog:class+load", "-cp"));
        arguments.add(place(BlockSource.class) + ":" + place(OneFileReader.class));
        arguments.add(OneFileReader.class.getName());
        for (String options : new String[] {"-R", "-J", "-iso-level 4"}) {
            Path image = scratch.resolve("image" + arguments.size());
            IsoImage.genisoimage(folder, image, options);
            arguments.add(image);
        }
        for (int width : new int[] {12, 16, 32}) {
            Path image = scratch.resolve("fat" + width);
            FatImage.make(image, width, width == 32 ? 40 : 8, width == 12 ? "-s 8" : "-s 1");
            FatImage.copy(folder, image);
            arguments.add(image);
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String log = Tool.at(java).run(arguments.toArray());
        assertTrue(log.contains("org.cloudinit.media.FatCursor"), "the log names classes");
        String ours = log.substring(log.indexOf("org.cloudinit.media.BlockSource"));
        List<String> built = ours.lines().filter(line -> line.contains("LookupDefine")).toList();
        assertEquals(List.of(), built);
    }

    private static Path place(Class<?> type) throws Exception {
        String file = type.getName().replace('.', '/') + ".class";
        for (String folder : new String[] {"target/classes", "target/test-classes"}) {
            if (Files.exists(Path.of(folder, file))) {
                return Path.of(folder).toAbsolutePath();
            }
        }
        throw new AssertionError(file + " is not below target");
    }

    private static void assertCost(Path image, int blocks) {
        try (BlockSource source = BlockSource.open(image)) {
            assertTrue(source.size() >= 64L << 20, source.size() + " bytes");
            Volume volume = Volume.open(source);
            Node.File file = (Node.File) volume.find(PATH).orElseThrow();
            assertEquals("{\"uuid\": \"i-1\"}\n", new String(volume.read(file), UTF_8));
            String cost = source.reads() + " reads, " + source.bytesRead() + " bytes";
            System.out.println(image.getFileName() + ": " + cost);
            assertTrue(source.reads() <= blocks, cost);
            assertTrue(source.bytesRead() <= blocks * 4096L, cost);
            assertTrue(volume.find("openstack/latest/user_data").isPresent());
            assertTrue(volume.find("openstack/latest/network_data.json").isPresent());
            assertTrue(source.reads() <= blocks + 1, "directories are not read again");
        }
    }
}
