package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images made by mkfs.vfat and filled by mcopy read equal to the folder that was copied. */
final class FatImagesTest {

    @TempDir Path scratch;

    /** Width, size in MiB, and more options of mkfs.vfat. */
    @ParameterizedTest
    @CsvSource({
        "12, 1, -s 1",
        "12, 4, -s 8",
        "12, 8, -f 1 -r 512",
        "16, 8, -s 1",
        "16, 64, -S 2048",
        "16, 200, -s 64",
        "32, 40, -s 1",
        "32, 64, -f 1 -R 64",
        "32, 300, -s 8",
    })
    void readsEqualToTheFolder(int width, long size, String options) throws Exception {
        SampleFolder folder =
                folder().withConfigDrive()
                        .withSizes()
                        .withLongAndForeignNames(200)
                        .withDepth(20)
                        .finished();
        Path image = mkfs(width, size, options);
        copy(folder, image);
        assertReadsEqual(folder.content(), image);
    }

    @ParameterizedTest
    @CsvSource({"12, 2, -s 1", "16, 10, -s 1", "32, 40, -s 1"})
    void filesInPiecesAreReadWhole(int width, long size, String options) throws Exception {
        Path image = mkfs(width, size, options);
        Tool mcopy = Tool.named("mcopy");
        Tool mdel = Tool.named("mdel");
        SampleFolder folder = folder();
        for (int i = 0; i < 40; i++) {
            folder.text("gap" + i, "x".repeat(1 + i % 3 * 600));
            mcopy.run("-i", image, folder.root().resolve("gap" + i), "::");
        }
        for (int i = 0; i < 40; i += 2) {
            mdel.run("-i", image, "::gap" + i);
            folder.content().remove("gap" + i);
        }
        copyToTheLastCluster(image, folder, mcopy);
        assertReadsEqual(folder.content(), image);
        try (BlockSource source = BlockSource.open(image)) {
            Volume volume = Volume.open(source);
            int runs = 0;
            for (Node node : volume.list(volume.root())) {
                runs = Math.max(runs, volume.runs((Node.File) node).size());
            }
            assertTrue(runs > 5, "no file lies in more than " + runs + " pieces");
        }
    }

    /** Writes one file that leaves no room but for the next. */
    private static void copyToTheLastCluster(Path image, SampleFolder folder, Tool mcopy)
            throws Exception {
        long free;
        try (BlockSource source = BlockSource.open(image)) {
            FatBoot boot = FatBoot.on(source);
            // The root directory of FAT32 takes clusters too.
            free = boot.clusters() - (boot.bits() == 32 ? 12 : 0);
            Volume volume = Volume.open(source);
            for (Node node : volume.list(volume.root())) {
                free -= (((Node.File) node).size() + 511) / 512;
            }
        }
        byte[] pieces = new byte[(int) (free - 20) * 512];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = (byte) (i * 31 + i / 256);
        }
        folder.file("pieces", pieces);
        mcopy.run("-i", image, folder.root().resolve("pieces"), "::");
        folder.file("rest", Arrays.copyOf(pieces, 20 * 512));
        mcopy.run("-i", image, folder.root().resolve("rest"), "::");
    }

    @Test
    void anEmptyFolderIsAnEmptyVolume() throws Exception {
        assertReadsEqual(folder().content(), mkfs(16, 16, ""));
    }

    @Test
    void namesAreFoundWithoutRegardToCase() throws Exception {
        SampleFolder folder = folder().withConfigDrive();
        Path image = mkfs(16, 16, "");
        copy(folder, image);
        try (BlockSource source = BlockSource.open(image)) {
            Volume volume = Volume.open(source);
            assertTrue(volume.find("OPENSTACK/Latest/META_DATA.json").isPresent());
            assertTrue(volume.find("openstack/latest/meta_data.jso").isEmpty());
            // The short name of a long one is no name of its own to Linux.
            assertTrue(volume.find("openstack/latest/META_D~1.JSO").isEmpty());
        }
    }

    /**
     * Short names without a long one: the case flags decide, as Linux's shortname=mixed shows them.
     */
    @ParameterizedTest
    @CsvSource({
        "0, UPPER.TXT",
        "8, upper.TXT",
        "16, UPPER.txt",
        "24, upper.txt",
    })
    void shortNamesHaveTheCaseOfTheirFlags(int flags, String shown) throws Exception {
        SampleFolder folder = folder();
        folder.text("UPPER.TXT", "u");
        Path image = mkfs(12, 4, "");
        copy(folder, image);
        byte[] bytes = Files.readAllBytes(image);
        int entry = FatImage.entry(bytes, "UPPER   TXT");
        bytes[entry + 12] = (byte) flags;
        assertEquals(shown, onlyName(bytes));
    }

    @Test
    void shortNamesAreOfCodePage437() throws Exception {
        SampleFolder folder = folder();
        folder.text("UPPER.TXT", "u");
        Path image = mkfs(12, 4, "");
        copy(folder, image);
        byte[] bytes = Files.readAllBytes(image);
        int entry = FatImage.entry(bytes, "UPPER   TXT");
        bytes[entry] = 0x05; // stands for 0xe5, which marks a deleted entry
        bytes[entry + 1] = (byte) 0x8e;
        assertEquals("σÄPER.TXT", onlyName(bytes));
    }

    /** A long name whose parts do not belong together is dropped for the short one, as in Linux. */
    @ParameterizedTest
    @CsvSource({"13, 1", "0, 2", "0, 64"})
    void aLongNameInDisorderIsNotBelieved(int at, int flip) throws Exception {
        SampleFolder folder = folder();
        folder.text("a long name.text", "u");
        Path image = mkfs(12, 4, "");
        copy(folder, image);
        byte[] bytes = Files.readAllBytes(image);
        int entry = FatImage.entry(bytes, "ALONGN~1TEX");
        assertEquals("a long name.text", onlyName(bytes));
        bytes[entry - 64 + at] ^= (byte) flip;
        assertEquals("ALONGN~1.TEX", onlyName(bytes));
    }

    @Test
    void aReadOnlyFileHasNoRightToWrite() throws Exception {
        SampleFolder folder = folder();
        folder.text("UPPER.TXT", "u");
        Path image = mkfs(12, 4, "");
        copy(folder, image);
        byte[] bytes = Files.readAllBytes(image);
        Volume volume = Volume.open(BlockSource.of("fat", bytes));
        assertEquals(0755, ((Node.File) volume.list(volume.root()).getFirst()).mode());
        bytes[FatImage.entry(bytes, "UPPER   TXT") + 11] |= 1;
        volume = Volume.open(BlockSource.of("fat", bytes));
        assertEquals(0555, ((Node.File) volume.list(volume.root()).getFirst()).mode());
    }

    private static String onlyName(byte[] image) {
        Volume volume = Volume.open(BlockSource.of("fat", image));
        List<Node> nodes = volume.list(volume.root());
        assertEquals(1, nodes.size(), nodes.toString());
        return nodes.getFirst().name();
    }

    private SampleFolder folder() throws Exception {
        return new SampleFolder(scratch.resolve("in"));
    }

    private Path mkfs(int width, long mebibytes, String options) throws Exception {
        Path image = Files.createTempFile(scratch, "fat", ".img");
        FatImage.make(image, width, mebibytes, options);
        return image;
    }

    private static void copy(SampleFolder folder, Path image) throws Exception {
        FatImage.copy(folder, image);
    }

    private static void assertReadsEqual(SortedMap<String, String> expected, Path image) {
        try (BlockSource source = BlockSource.open(image)) {
            Volume volume = Volume.open(source);
            assertEquals("CONFIG-2", volume.label());
            SampleFolder.assertSame(expected, SampleFolder.of(volume));
        }
    }
}
