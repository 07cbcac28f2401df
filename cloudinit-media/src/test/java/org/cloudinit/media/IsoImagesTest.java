package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images made by genisoimage and xorriso read equal to the folder that they were made from. */
final class IsoImagesTest {

    @TempDir Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"-R", "-r", "-R -J", "-r -J -joliet-long", "-R -iso-level 4"})
    void genisoimageWithRockRidge(String options) throws Exception {
        boolean anyDepth = options.contains("-iso-level 4");
        SampleFolder folder =
                folder().withConfigDrive()
                        .withSizes()
                        .withLongAndForeignNames(200)
                        .withDepth(14)
                        .withLinks()
                        .finished();
        SortedMap<String, String> expected = new TreeMap<>(folder.content());
        if (!anyDepth) {
            // Where genisoimage keeps directories from below the eighth level. Linux shows it too.
            expected.put("rr_moved", "directory");
        }
        assertReadsEqual(expected, genisoimage(folder, options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-J", "-J -joliet-long"})
    void genisoimageWithJoliet(String options) throws Exception {
        SampleFolder folder =
                folder().withConfigDrive()
                        .withSizes()
                        .withLongAndForeignNames(options.contains("long") ? 100 : 64)
                        .withDepth(6)
                        .finished();
        assertReadsEqual(folder.content(), genisoimage(folder, options));
    }

    @Test
    void genisoimageWithLongPlainNames() throws Exception {
        SampleFolder folder = folder().withConfigDrive().withSizes().withDepth(12).finished();
        assertReadsEqual(folder.content(), genisoimage(folder, "-iso-level 4"));
    }

    /** As genisoimage shortens names, and Linux shows them: lower case, without version. */
    @Test
    void genisoimageWithShortPlainNames() throws Exception {
        SampleFolder folder = folder();
        folder.directory("openstack");
        folder.text("openstack/meta_data.json", "1");
        folder.text("openstack/user_data", "2");
        folder.text("UPPER.TXT", "3");
        folder.text("readme", "4");
        SortedMap<String, String> expected = new TreeMap<>();
        expected.put("openstac", "directory");
        expected.put("openstac/meta_dat.jso", folder.content().get("openstack/meta_data.json"));
        expected.put("openstac/user_dat", folder.content().get("openstack/user_data"));
        expected.put("upper.txt", folder.content().get("UPPER.TXT"));
        expected.put("readme", folder.content().get("readme"));
        assertReadsEqual(expected, genisoimage(folder, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-rockridge on -joliet off", "-rockridge on -joliet on"})
    void xorrisoWithRockRidge(String options) throws Exception {
        SampleFolder folder =
                folder().withConfigDrive()
                        .withSizes()
                        .withLongAndForeignNames(200)
                        .withDepth(20)
                        .withLinks()
                        .finished();
        assertReadsEqual(folder.content(), xorriso(folder, options));
    }

    @Test
    void xorrisoWithJolietAlone() throws Exception {
        SampleFolder folder =
                folder().withConfigDrive()
                        .withSizes()
                        .withLongAndForeignNames(64)
                        .withDepth(9)
                        .finished();
        assertReadsEqual(folder.content(), xorriso(folder, "-rockridge off -joliet on"));
    }

    @Test
    void aLinkOfManyPartsGoesOnInSeveralFields() throws Exception {
        SampleFolder folder = folder();
        folder.link("long", "../" + "x/".repeat(300) + "end");
        assertReadsEqual(folder.content(), xorriso(folder, "-rockridge on"));
    }

    /** genisoimage 1.1 breaks such a link off in the middle; the damage stays with the link. */
    @Test
    void aBrokenLinkHurtsNoOtherEntry() throws Exception {
        SampleFolder folder = folder();
        folder.link("long", "../" + "x/".repeat(300) + "end");
        folder.text("readable", "r");
        try (BlockSource source = BlockSource.open(genisoimage(folder, "-R"))) {
            Volume volume = Volume.open(source);
            assertEquals(folder.content().get("readable"), SampleFolder.of(volume).get("readable"));
            MediaException damage = assertThrows(MediaException.class, () -> volume.find("long"));
            assertEquals(MediaException.Code.DAMAGED, damage.code());
        }
    }

    @Test
    void anEmptyFolderIsAnEmptyVolume() throws Exception {
        assertReadsEqual(new TreeMap<>(), genisoimage(folder(), "-R -J"));
    }

    @Test
    void permissionsAreThoseOfTheFolderOrElseForEverybody() throws Exception {
        SampleFolder folder = folder();
        folder.directory("private");
        folder.text("private/key", "k");
        Path directory = folder.root().resolve("private");
        Files.setPosixFilePermissions(
                directory.resolve("key"), PosixFilePermissions.fromString("r--r-----"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x--x"));
        assertEquals("751 440", modes(genisoimage(folder, "-R")));
        assertEquals("751 440", modes(xorriso(folder, "-rockridge on")));
        assertEquals("555 444", modes(genisoimage(folder, "-J")));
        assertEquals("555 444", modes(genisoimage(folder, "")));
    }

    private static String modes(Path image) {
        try (BlockSource source = BlockSource.open(image)) {
            Volume volume = Volume.open(source);
            Node.Directory directory = (Node.Directory) volume.find("private").orElseThrow();
            Node.File file = (Node.File) volume.find("private/key").orElseThrow();
            return Integer.toOctalString(directory.mode())
                    + " "
                    + Integer.toOctalString(file.mode());
        }
    }

    @Test
    void jolietIsReadWithoutRegardToCaseAndRockRidgeWithIt() throws Exception {
        SampleFolder folder = folder().withConfigDrive();
        try (BlockSource source = BlockSource.open(genisoimage(folder, "-J"))) {
            Volume volume = Volume.open(source);
            assertTrue(volume.find("OpenStack/LATEST/Meta_Data.JSON").isPresent());
        }
        try (BlockSource source = BlockSource.open(genisoimage(folder, "-R -J"))) {
            Volume volume = Volume.open(source);
            assertTrue(volume.find("openstack/latest/meta_data.json").isPresent());
            assertTrue(volume.find("openstack/latest/Meta_Data.json").isEmpty());
        }
    }

    /** Writers make a file of several extents only beyond 4 GiB, so two neighbours are joined. */
    @ParameterizedTest
    @ValueSource(strings = {"-R", "-J", "-iso-level 4"})
    void severalExtentsAreOneFile(String options) throws Exception {
        SampleFolder folder = folder();
        byte[] expected = new byte[3 * 2048 + 1000];
        Arrays.fill(expected, (byte) 'a');
        Arrays.fill(expected, 3 * 2048, expected.length, (byte) 'b');
        folder.file("big1", Arrays.copyOf(expected, 3 * 2048));
        folder.file("big2", Arrays.copyOfRange(expected, 3 * 2048, expected.length));
        byte[] image = Files.readAllBytes(genisoimage(folder, options));
        new IsoImage(image).joinNeighbours(options.equals("-J"));
        Volume volume = Volume.open(BlockSource.of("joined", image));
        List<Node> nodes = volume.list(volume.root());
        assertEquals(1, nodes.size(), nodes.toString());
        assertArrayEquals(expected, volume.read((Node.File) nodes.getFirst()));
    }

    private SampleFolder folder() throws Exception {
        return new SampleFolder(scratch.resolve("in"));
    }

    private Path genisoimage(SampleFolder folder, String options) throws Exception {
        Path image = Files.createTempFile(scratch, "genisoimage", ".iso");
        IsoImage.genisoimage(folder, image, options);
        return image;
    }

    private Path xorriso(SampleFolder folder, String options) throws Exception {
        Path image = scratch.resolve("xorriso.iso");
        IsoImage.xorriso(folder, image, options);
        return image;
    }

    private static void assertReadsEqual(SortedMap<String, String> expected, Path image) {
        try (BlockSource source = BlockSource.open(image)) {
            Volume volume = Volume.open(source);
            assertEquals("config-2", volume.label());
            SampleFolder.assertSame(expected, SampleFolder.of(volume));
        }
    }
}
