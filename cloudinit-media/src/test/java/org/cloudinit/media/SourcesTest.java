package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads are exact, bounded and few. */
final class SourcesTest {

    @TempDir Path scratch;

    @Test
    void allKindsReadTheSame() throws Exception {
        byte[] bytes = new byte[300_001];
        new Random(7).nextBytes(bytes);
        Path path = Files.write(scratch.resolve("bytes"), bytes);
        Random random = new Random(8);
        try (BlockSource file = BlockSource.open(path)) {
            BlockSource memory = BlockSource.of("memory", bytes);
            BlockSource slice = file.slice("slice", 1000, 250_000);
            assertEquals(bytes.length, file.size());
            for (int i = 0; i < 5000; i++) {
                int length = random.nextInt(random.nextBoolean() ? 100 : 40_000);
                int from = 1000 + random.nextInt(250_000 - length + 1);
                byte[] expected = Arrays.copyOfRange(bytes, from, from + length);
                assertArrayEquals(expected, file.read(from, length));
                assertArrayEquals(expected, memory.read(from, length));
                assertArrayEquals(expected, slice.read(from - 1000, length));
            }
        }
    }

    @Test
    void readsBeyondTheEndAreRefused() throws Exception {
        Path path = Files.write(scratch.resolve("bytes"), new byte[5000]);
        try (BlockSource file = BlockSource.open(path)) {
            BlockSource slice = file.slice("slice", 4000, 1000);
            assertEquals(1, file.read(4999, 1).length);
            assertEquals(0, file.read(5000, 0).length);
            assertTruncated(file, 5000, 1);
            assertTruncated(file, 4999, 2);
            assertTruncated(file, -1, 1);
            assertTruncated(file, 0, Integer.MAX_VALUE);
            assertTruncated(file, Long.MAX_VALUE, 1);
            assertTruncated(slice, 1000, 1);
            assertTruncated(slice, -1, 1);
            assertThrows(MediaException.class, () -> file.slice("part", 4000, 1001));
            assertThrows(MediaException.class, () -> slice.slice("part", 1, Long.MAX_VALUE));
        }
    }

    private static void assertTruncated(BlockSource source, long offset, int length) {
        MediaException refused =
                assertThrows(MediaException.class, () -> source.read(offset, length));
        assertEquals(MediaException.Code.TRUNCATED, refused.code());
        assertEquals(offset, refused.offset());
        assertEquals(source.name(), refused.source());
    }

    @Test
    void shortReadsInOneBlockReachTheFileOnce() throws Exception {
        Path path = Files.write(scratch.resolve("bytes"), new byte[100_000]);
        try (BlockSource file = BlockSource.open(path)) {
            for (int i = 0; i < 4096; i++) {
                file.read(8192 + i, 1);
            }
            assertEquals(1, file.reads());
            assertEquals(4096, file.bytesRead());
            file.read(0, 50_000);
            assertEquals(2, file.reads());
            assertEquals(54_096, file.bytesRead());
        }
    }

    @Test
    void whatIsNeitherFileNorDeviceIsRefusedAtOnce() throws Exception {
        Path pipe = scratch.resolve("pipe");
        Tool.named("mkfifo").run(pipe);
        for (Path path : new Path[] {pipe, scratch, Path.of("/dev/null")}) {
            MediaException refused =
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(5),
                            () -> assertThrows(MediaException.class, () -> BlockSource.open(path)));
            assertEquals(MediaException.Code.OPEN, refused.code());
            assertTrue(refused.getMessage().contains("neither a block device nor a regular file"));
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path path = scratch.resolve("nothing");
        MediaException refused = assertThrows(MediaException.class, () -> BlockSource.open(path));
        assertEquals(
                "media.open: "
                        + path
                        + ": there is no such device or file. "
                        + MediaException.Code.OPEN.remedy(),
                refused.getMessage());
    }

    @Test
    void aFileThatShrinksOrClosesEndsInAnError() throws Exception {
        Path path = Files.write(scratch.resolve("bytes"), new byte[100_000]);
        BlockSource file = BlockSource.open(path);
        try (RandomAccessFile writer = new RandomAccessFile(path.toFile(), "rw")) {
            writer.setLength(10_000);
        }
        MediaException refused = assertThrows(MediaException.class, () -> file.read(50_000, 10));
        assertEquals(MediaException.Code.TRUNCATED, refused.code());
        file.close();
        refused = assertThrows(MediaException.class, () -> file.read(0, 10));
        assertEquals(MediaException.Code.READ, refused.code());
    }

    @Test
    void memoryIsCopied() {
        byte[] bytes = {1, 2, 3};
        BlockSource memory = BlockSource.of("memory", bytes);
        bytes[0] = 9;
        assertEquals(1, memory.read(0, 1)[0]);
        memory.close();
    }

    @Test
    void aHostileNameForgesNoLogLine() {
        BlockSource source = BlockSource.of("drive\nERROR all is lost\u001b[2J\u202e", new byte[0]);
        MediaException refused = assertThrows(MediaException.class, () -> Volume.open(source));
        assertFalse(refused.getMessage().chars().anyMatch(Character::isISOControl));
        assertFalse(refused.getMessage().contains("\u202e"));
        assertEquals(MediaException.Code.FORMAT, refused.code());
    }
}
