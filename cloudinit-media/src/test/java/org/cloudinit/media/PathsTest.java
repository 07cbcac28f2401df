package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and links are followed as Linux follows them, but never out of the drive. */
final class PathsTest {

    @TempDir static Path shared;

    private static byte[] image;

    @BeforeAll
    static void makeImage() throws Exception {
        SampleFolder folder = new SampleFolder(shared.resolve("in")).withConfigDrive().withLinks();
        for (int i = 1; i <= 17; i++) {
            folder.link("links/hop" + i, i == 1 ? "to-file" : "hop" + (i - 1));
        }
        folder.link("links/in-and-out", "../links/".repeat(25) + "to-file");
        folder.link("links/to-root", "..");
        Path iso = shared.resolve("links.iso");
        IsoImage.xorriso(folder, iso, "-rockridge on");
        image = Files.readAllBytes(iso);
    }

    private static Volume volume(Limits limits) {
        return Volume.open(BlockSource.of("drive", image), limits);
    }

    @ParameterizedTest
    @CsvSource({
        "openstack/content/0000, 0000",
        "/openstack//content/./0000, 0000",
        "openstack/latest/../content/0000, 0000",
        "links/to-content/0000, 0000",
        "links/to-file, 0000",
        "links/dots, 0000",
        "links/hop13, 0000",
        "links/in-and-out, 0000",
        "links/to-root/links/to-root/openstack/content/, content",
        "links/to-content, content",
        "openstack, openstack",
        "openstack/.., ''",
        "'', ''",
        "/, ''",
    })
    void areFound(String path, String name) {
        Node node = volume(Limits.DEFAULT).find(path).orElseThrow();
        assertEquals(name, node.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "openstack/nothing",
                "OpenStack",
                "openstack/content/0000/below-a-file",
                "links/dangling",
                "links/to-file/below",
            })
    void areNotThere(String path) {
        assertTrue(volume(Limits.DEFAULT).find(path).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "links/out, leads out of the drive",
        "links/above, above the root",
        "../openstack, above the root",
        "openstack/../../openstack, above the root",
        "links/round, more than 16 in a row",
        "links/hop17, more than 16 in a row",
    })
    void areRefused(String path, String why) {
        Volume volume = volume(Limits.DEFAULT);
        MediaException refused = assertThrows(MediaException.class, () -> volume.find(path));
        assertEquals(MediaException.Code.LINK, refused.code());
        assertTrue(refused.getMessage().startsWith("media.link: drive: "), refused.getMessage());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void anEndlessPathIsRefused() {
        Volume volume = volume(Limits.DEFAULT);
        String path = "openstack/../".repeat(1000);
        assertEquals(
                MediaException.Code.LINK,
                assertThrows(MediaException.class, () -> volume.find(path)).code());
    }

    @Test
    void limitsAreKeptToTheUnit() {
        Limits all = Limits.DEFAULT;
        assertEquals(16, all.linkHops());
        refusedBy(new Limits(all.fileBytes(), 26, all.directoryBytes(), 64, 16, 100_000), "26 ");
        refusedBy(new Limits(all.fileBytes(), 100, 2047, 64, 16, 100_000), "2047 bytes");
        refusedBy(new Limits(all.fileBytes(), 100, all.directoryBytes(), 0, 16, 100_000), "0 lev");
        Limits enough = new Limits(9, 27, all.directoryBytes(), 2, 16, 100_000);
        assertEquals(
                27,
                volume(enough).list((Node.Directory) volume(enough).find("links").get()).size());
        Node.File file = (Node.File) volume(enough).find("openstack/content/0000").orElseThrow();
        assertEquals(9, volume(enough).read(file).length);
        Volume less = volume(enough.withFileBytes(8));
        MediaException refused = assertThrows(MediaException.class, () -> less.read(file));
        assertEquals(MediaException.Code.LIMIT, refused.code());
        assertTrue(refused.getMessage().contains("0000 has 9 bytes, 8 are accepted"));
    }

    private static void refusedBy(Limits limits, String bound) {
        Volume volume = volume(limits);
        MediaException refused = assertThrows(MediaException.class, volume::tree);
        assertEquals(MediaException.Code.LIMIT, refused.code());
        assertTrue(refused.getMessage().contains("more than " + bound), refused.getMessage());
    }

    @Test
    void aTreeIsBounded() {
        int entries = volume(Limits.DEFAULT).tree().size();
        Limits d = Limits.DEFAULT;
        Limits exact = new Limits(1, d.directoryEntries(), d.directoryBytes(), 64, 16, entries);
        assertEquals(entries, volume(exact).tree().size());
        Limits less = new Limits(1, d.directoryEntries(), d.directoryBytes(), 64, 16, entries - 1);
        refusedBy(less, (entries - 1) + " entries");
    }

    @Test
    void negativeLimitsAreNoLimits() {
        assertThrows(IllegalArgumentException.class, () -> new Limits(-1, 1, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1, 1, 1, 1, -1));
    }
}
