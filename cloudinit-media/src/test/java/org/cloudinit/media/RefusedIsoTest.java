package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.cloudinit.media.MediaException.Code;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of ISO 9660, each kind for itself: what is refused, where, and what is still read. */
final class RefusedIsoTest {

    private static final int PRIMARY = 16 * 2048;

    @TempDir static Path shared;

    private static byte[] made;

    private byte[] image;
    private IsoImage edit;
    private int root;

    /**
     * The root holds a directory "a" with a file, a directory "b", and files "file1" and "file2".
     */
    @BeforeAll
    static void makeImage() throws Exception {
        SampleFolder folder = new SampleFolder(shared.resolve("in"));
        folder.directory("a");
        folder.text("a/inner", "inner");
        folder.directory("b");
        folder.file("file1", new byte[5000]);
        folder.text("file2", "two");
        folder.text("long-" + "n".repeat(200), "name in a continuation area");
        Path iso = shared.resolve("made.iso");
        IsoImage.genisoimage(folder, iso, "-R");
        made = Files.readAllBytes(iso);
    }

    @BeforeEach
    void copyImage() {
        image = made.clone();
        edit = new IsoImage(image);
        root = edit.root(false);
    }

    private Volume open() {
        return Volume.open(BlockSource.of("drive", image));
    }

    private int record(int index) {
        return edit.records(root).get(index);
    }

    private static void refused(Code code, long offset, String why, Runnable act) {
        MediaException refused = assertThrows(MediaException.class, act::run);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertEquals(code, refused.code(), refused.getMessage());
        assertEquals(offset, refused.offset(), refused.getMessage());
        assertTrue(refused.getMessage().startsWith(code.id() + ": drive"), refused.getMessage());
        assertTrue(refused.getMessage().endsWith(code.remedy()), refused.getMessage());
    }

    private void listingRefused(Code code, long offset, String why) {
        Volume volume = open();
        refused(code, offset, why, () -> volume.list(volume.root()));
    }

    @Test
    void theImageItselfIsRight() {
        assertEquals(6, open().tree().size());
    }

    @Test
    void noPrimaryDescriptor() {
        image[PRIMARY] = 3;
        refused(Code.DAMAGED, PRIMARY, "without a primary volume descriptor", this::open);
        refused(
                Code.DAMAGED,
                PRIMARY,
                "without a primary",
                () -> Probe.of(BlockSource.of("drive", image)));
    }

    @Test
    void blockSize() {
        image[PRIMARY + 129] = 16;
        refused(Code.DAMAGED, PRIMARY + 128, "block size of ISO 9660 is 4096", this::open);
    }

    @Test
    void rootRecord() {
        image[PRIMARY + 156] = 33;
        refused(Code.DAMAGED, PRIMARY + 156, "root directory record", this::open);
    }

    @Test
    void rootBeyondTheEnd() {
        edit.u32(PRIMARY + 158, 0xffffffffL);
        refused(Code.TRUNCATED, 0xffffffffL * 2048, "the source ends at byte", this::open);
    }

    @Test
    void rootWithoutItself() {
        image[root + 33] = 'x';
        refused(Code.DAMAGED, root, "does not begin with its own record", this::open);
    }

    @Test
    void recordThatLeavesItsSector() {
        int second = record(1);
        image[second] = 20;
        listingRefused(Code.DAMAGED, second, "too short or leaves its sector");
        copyImage();
        int last = edit.records(root).getLast();
        image[last + 32] = (byte) 0xff; // the name is longer than its record
        listingRefused(Code.DAMAGED, last, "too short or leaves its sector");
    }

    @Test
    void nameWithSlash() {
        int nm = edit.field(record(2), record(3), "NM");
        image[nm + 6] = '/';
        listingRefused(Code.DAMAGED, record(2), "holds a slash");
        image[nm + 6] = 0;
        listingRefused(Code.DAMAGED, record(2), "holds a slash or NUL");
    }

    @Test
    void nameOfDots() {
        // The name of "a" has one character, so a dot makes it the directory itself.
        image[edit.field(record(0), record(1), "NM") + 5] = '.';
        listingRefused(Code.DAMAGED, record(0), "a dot name");
    }

    @Test
    void continuationThatReturnsToItself() {
        int ce = edit.field(record(4), record(4) + 254, "CE");
        int block = (int) Bytes.u32(image, ce + 4);
        int offset = (int) Bytes.u32(image, ce + 12);
        int area = block * 2048 + offset;
        byte[] own = Arrays.copyOfRange(image, ce, ce + 28);
        System.arraycopy(own, 0, image, area, 28);
        edit.u32(ce + 20, 28);
        edit.u32(area + 20, 28);
        listingRefused(Code.DAMAGED, record(4), "more than 64 continuation areas");
    }

    @Test
    void continuationBeyondTheEndOrTooLarge() {
        int ce = edit.field(record(4), record(4) + 254, "CE");
        edit.u32(ce + 4, 0x7fffffffL);
        Volume volume = open();
        MediaException refused =
                assertThrows(MediaException.class, () -> volume.list(volume.root()));
        assertEquals(Code.TRUNCATED, refused.code());
        copyImage();
        edit.u32(ce + 20, 1 << 30);
        listingRefused(Code.DAMAGED, record(4), "a continuation area of 1073741824 bytes");
    }

    @Test
    void directoryWithinItself() {
        edit.u32(record(0) + 2, root / 2048);
        Volume volume = open();
        refused(Code.DAMAGED, MediaException.NO_OFFSET, "contains itself", volume::tree);
        // Whoever asks for a path gets as far as the path goes.
        assertTrue(volume.find("a/a/a/a/b").isPresent());
        String endless = "a/".repeat(70);
        refused(Code.LIMIT, MediaException.NO_OFFSET, "64 levels", () -> volume.find(endless));
    }

    /** Each directory is there twice in the one above: 2^60 paths on a drive of 300 KiB. */
    @Test
    void directoriesThatMultiply() throws Exception {
        SampleFolder folder = new SampleFolder(shared.resolve("bomb"));
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            folder.directory(path + "x");
            folder.directory(path + "y");
            path.append("x/");
        }
        Path iso = shared.resolve("bomb.iso");
        IsoImage.xorriso(folder, iso, "-rockridge on");
        image = Files.readAllBytes(iso);
        edit = new IsoImage(image);
        int directory = edit.root(false);
        for (int i = 0; i < 60; i++) {
            List<Integer> records = edit.records(directory);
            System.arraycopy(image, records.get(0) + 2, image, records.get(1) + 2, 16);
            directory = (int) Bytes.u32(image, records.get(0) + 2) * 2048;
        }
        Volume volume = open();
        assertTimeout(
                Duration.ofSeconds(10),
                () -> refused(Code.LIMIT, MediaException.NO_OFFSET, "more than", volume::tree));
    }

    @Test
    void fileBeyondTheEndHurtsNoOther() {
        edit.u32(record(2) + 2, 0x00ffffff);
        Volume volume = open();
        Node.File one = (Node.File) volume.find("file1").orElseThrow();
        Node.File two = (Node.File) volume.find("file2").orElseThrow();
        refused(Code.TRUNCATED, 0x00ffffffL * 2048, "5000 bytes", () -> volume.read(one));
        assertEquals(3, volume.read(two).length);
    }

    @Test
    void fileOfFourGibibytes() {
        edit.u32(record(2) + 10, 0xffffffffL);
        Volume volume = open();
        Node.File file = (Node.File) volume.find("file1").orElseThrow();
        assertEquals(0xffffffffL, file.size());
        refused(
                Code.LIMIT,
                MediaException.NO_OFFSET,
                "file1 has 4294967295 bytes, 67108864 are accepted",
                () -> volume.read(file));
        refused(
                Code.LIMIT,
                MediaException.NO_OFFSET,
                "4294967295",
                () -> volume.read(file, Long.MAX_VALUE));
        edit.u32(record(2) + 10, 0x0fffffff);
        Volume again = open();
        Node.File smaller = (Node.File) again.find("file1").orElseThrow();
        refused(
                Code.TRUNCATED,
                MediaException.NO_OFFSET,
                "more than the whole source",
                () -> again.read(smaller, Long.MAX_VALUE));
    }

    @Test
    void interleavedAndCompressedFiles() {
        image[record(2) + 26] = 1;
        Volume volume = open();
        Node.File file = (Node.File) volume.find("file1").orElseThrow();
        refused(
                Code.UNSUPPORTED,
                MediaException.NO_OFFSET,
                "file1 is interleaved",
                () -> volume.read(file));
        copyImage();
        int times = edit.field(record(2), record(3), "TF");
        image[times] = 'Z';
        Volume again = open();
        Node.File packed = (Node.File) again.find("file1").orElseThrow();
        refused(
                Code.UNSUPPORTED,
                MediaException.NO_OFFSET,
                "file1 is compressed (zisofs)",
                () -> again.read(packed));
    }

    @Test
    void fileThatIsNotContinued() {
        image[record(2) + 25] |= (byte) 0x80;
        listingRefused(Code.DAMAGED, record(2), "is not continued");
        copyImage();
        int last = edit.records(root).getLast();
        image[last + 25] |= (byte) 0x80;
        listingRefused(Code.DAMAGED, last, "is not continued");
    }

    @Test
    void fieldsThatContradictThemselves() {
        int px = edit.field(record(2), record(3), "PX");
        image[px + 2] = 3;
        listingRefused(Code.DAMAGED, record(2), "a system use field has length 3");
        image[px + 2] = (byte) 250;
        listingRefused(Code.DAMAGED, record(2), "a system use field has length 250");
    }

    @Test
    void everyCutOfTheImageIsReadOrRefused() {
        BlockSource whole = BlockSource.of("drive", image);
        int opened = 0;
        for (int length = 0; length < image.length; length += 97) {
            try {
                opened += Volume.open(whole.slice("drive", 0, length)).tree().isEmpty() ? 0 : 1;
            } catch (MediaException e) {
                assertTrue(e.code() == Code.TRUNCATED || e.code() == Code.FORMAT, e.getMessage());
            }
        }
        assertTrue(opened > 0);
    }
}
