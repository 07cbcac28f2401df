package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudinit.media.MediaException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage of FAT, each kind for itself: what is refused, and what is still read. */
final class RefusedFatTest {

    @TempDir Path scratch;

    private byte[] image;
    private FatBoot boot;

    /** A directory DIR with a file, a file ONE of several clusters, and a file TWO. */
    private void make(int width) throws Exception {
        SampleFolder folder = new SampleFolder(scratch.resolve("in"));
        folder.directory("DIR");
        folder.text("DIR/INNER", "inner");
        folder.file("ONE", new byte[5000]);
        folder.text("TWO", "two");
        Path path = scratch.resolve("fat");
        FatImage.make(path, width, width == 32 ? 34 : width == 16 ? 4 : 1, "-s 1");
        FatImage.copy(folder, path);
        image = Files.readAllBytes(path);
        boot = FatBoot.on(BlockSource.of("drive", image));
        assertEquals(4, open().tree().size());
    }

    private Volume open() {
        return Volume.open(BlockSource.of("drive", image));
    }

    private int entry(String name) {
        return FatImage.entry(image, name);
    }

    private int cluster(String name) {
        return Bytes.u16(image, entry(name) + 26);
    }

    /** Writes an entry of the first allocation table. */
    private void setNext(int cluster, long next) {
        int at = (int) boot.tableStart() + cluster * boot.bits() / 8;
        if (boot.bits() == 12) {
            int old = Bytes.u16(image, at);
            boolean even = (cluster & 1) == 0;
            next = even ? (old & 0xf000) | (next & 0xfff) : (old & 0xf) | ((next & 0xfff) << 4);
        }
        FatImage.put(image, at, boot.bits() == 32 ? 4 : 2, next);
    }

    private void readingRefused(Code code, String why) {
        Volume volume = open();
        Node.File one = (Node.File) volume.find("ONE").orElseThrow();
        MediaException refused = assertThrows(MediaException.class, () -> volume.read(one));
        assertEquals(code, refused.code(), refused.getMessage());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        Node.File two = (Node.File) volume.find("TWO").orElseThrow();
        assertEquals(3, volume.read(two).length);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    void chainsThatGoWrong(int width) throws Exception {
        make(width);
        int one = cluster("ONE        ");
        setNext(one + 2, one);
        readingRefused(Code.DAMAGED, "returns to cluster");
        setNext(one + 2, one + 2);
        readingRefused(Code.DAMAGED, "returns to cluster " + (one + 2));
        setNext(one + 2, 0);
        readingRefused(Code.DAMAGED, "leads to number 0");
        setNext(one + 2, 1);
        readingRefused(Code.DAMAGED, "leads to number 1 ");
        long bad = width == 12 ? 0xff7 : width == 16 ? 0xfff7 : 0xffffff7;
        setNext(one + 2, bad);
        readingRefused(Code.DAMAGED, "leads to number " + bad);
        setNext(one + 2, bad + 8);
        readingRefused(Code.DAMAGED, "file ONE ends 3464 bytes before its size says");
        setNext(one + 2, one + 3);
        Volume whole = open();
        assertEquals(5000, whole.read((Node.File) whole.find("ONE").orElseThrow()).length);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    void directoriesThatNeverEnd(int width) throws Exception {
        make(width);
        int directory = cluster("DIR        ");
        int start = (int) boot.clusterStart(directory);
        for (int at = start + 64; at < start + 512; at += 32) {
            System.arraycopy(image, start + 64, image, at, 32);
        }
        setNext(directory, directory);
        Volume volume = open();
        MediaException refused = assertThrows(MediaException.class, volume::tree);
        assertEquals(Code.DAMAGED, refused.code());
        assertTrue(refused.getMessage().contains("returns to cluster"), refused.getMessage());
        assertTrue(volume.find("DIR/INNER").isPresent());
        assertTrue(volume.find("TWO").isPresent());
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    void directoryWithinItself(int width) throws Exception {
        make(width);
        int inner = (int) boot.clusterStart(cluster("DIR        ")) + 64;
        assertTrue(Bytes.matches(image, inner, "INNER      "));
        image[inner + 11] = 0x10;
        FatImage.put(image, inner + 26, 2, cluster("DIR        "));
        Volume volume = open();
        MediaException refused = assertThrows(MediaException.class, volume::tree);
        assertEquals(Code.DAMAGED, refused.code());
        assertTrue(refused.getMessage().contains("INNER contains itself"), refused.getMessage());
    }

    @Test
    void fileLargerThanTheSource() throws Exception {
        make(16);
        FatImage.put(image, entry("ONE        ") + 28, 4, 0x03ffffff);
        readingRefused(Code.TRUNCATED, "more than the whole source");
        FatImage.put(image, entry("ONE        ") + 28, 4, 0xffffffffL);
        readingRefused(Code.LIMIT, "has 4294967295 bytes");
    }

    @Test
    void firstClusterOutsideTheTable() throws Exception {
        make(16);
        FatImage.put(image, entry("ONE        ") + 26, 2, 0xfff0);
        readingRefused(Code.DAMAGED, "leads to number 65520");
        FatImage.put(image, entry("ONE        ") + 26, 2, 0);
        readingRefused(Code.DAMAGED, "ends 5000 bytes before");
    }

    @Test
    void nameWithSlash() throws Exception {
        make(16);
        image[entry("TWO        ") + 1] = '/';
        Volume volume = open();
        MediaException refused =
                assertThrows(MediaException.class, () -> volume.list(volume.root()));
        assertEquals(Code.DAMAGED, refused.code());
        assertTrue(volume.find("DIR/INNER").isPresent());
    }

    @Test
    void rootOfFat32OutsideTheTable() throws Exception {
        make(32);
        FatImage.put(image, 44, 4, 0x0ffffff0);
        MediaException refused = assertThrows(MediaException.class, this::open);
        assertEquals(Code.DAMAGED, refused.code());
    }

    /** Byte of the boot sector, number of bytes, value: no FAT any more. */
    @ParameterizedTest
    @CsvSource({
        "11, 2, 0",
        "11, 2, 513",
        "11, 2, 256",
        "11, 2, 8192",
        "13, 1, 0",
        "13, 1, 3",
        "14, 2, 0",
        "16, 1, 0",
        "19, 2, 5",
        "21, 1, 1",
        "22, 2, 0xffff",
    })
    void bootSectorsThatAreNone(int at, int bytes, String value) throws Exception {
        make(16);
        FatImage.put(image, at, bytes, Long.decode(value));
        BlockSource source = BlockSource.of("drive", image);
        assertInstanceOf(Probe.Unknown.class, Probe.of(source));
        MediaException refused = assertThrows(MediaException.class, () -> Volume.open(source));
        assertEquals(Code.FORMAT, refused.code());
        assertEquals(
                "media.format: drive: it holds neither ISO 9660 nor FAT. " + Code.FORMAT.remedy(),
                refused.getMessage());
    }

    @Test
    void everyCutOfTheImageIsReadOrRefused() throws Exception {
        make(12);
        BlockSource whole = BlockSource.of("drive", image);
        int opened = 0;
        for (int length = 0; length < image.length; length += 1009) {
            try {
                opened += SampleFolder.of(Volume.open(whole.slice("drive", 0, length))).size();
            } catch (MediaException e) {
                assertTrue(e.code() == Code.TRUNCATED || e.code() == Code.FORMAT, e.getMessage());
            }
        }
        assertTrue(opened > 0);
    }
}
