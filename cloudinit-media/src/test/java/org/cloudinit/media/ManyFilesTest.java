package org.cloudinit.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 3,000 files in one folder, on each kind of image. */
final class ManyFilesTest {

    @TempDir static Path shared;

    private static SampleFolder folder;

    @BeforeAll
    static void makeFolder() throws Exception {
        folder = new SampleFolder(shared.resolve("in")).withManyFiles(3000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-R", "-J", "-R -J", "-iso-level 4"})
    void onIso(String options) throws Exception {
        Path image = shared.resolve("many.iso");
        IsoImage.genisoimage(folder, image, options);
        assertReadsEqual(image);
    }

    @ParameterizedTest
    @CsvSource({"12, 7, -s 4", "16, 16, -s 1", "32, 64, -s 1"})
    void onFat(int width, long mebibytes, String options) throws Exception {
        Path image = shared.resolve("many-" + width + ".img");
        FatImage.make(image, width, mebibytes, options);
        FatImage.copy(folder, image);
        assertReadsEqual(image);
    }

    private static void assertReadsEqual(Path image) {
        try (BlockSource source = BlockSource.open(image)) {
            Volume volume = Volume.open(source);
            SampleFolder.assertSame(folder.content(), SampleFolder.of(volume));
            Node.File last = (Node.File) volume.find("many/2999.txt").orElseThrow();
            assertEquals("content 2999\n", new String(volume.read(last), UTF_8));
        }
    }
}
