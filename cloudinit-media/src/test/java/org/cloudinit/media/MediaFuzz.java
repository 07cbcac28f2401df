package org.cloudinit.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A small image with bytes in other places, and all that can be read of it: bytes alone would never
 * become an image. The first byte chooses the image; then come pieces, each with its place in three
 * bytes, its length in one, and its content.
 */
public final class MediaFuzz {
    private static final byte[][] IMAGES = {image("iso"), image("fat")};

    private MediaFuzz() {}

    private static byte[] image(String name) {
        try (var in =
                new GZIPInputStream(
                        new ByteArrayInputStream(
                                Files.readAllBytes(
                                        Path.of("src/test/fuzz-images", name + ".gz"))))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        byte[] image = IMAGES[bytes[0] & 1].clone();
        for (int at = 1; at + 4 <= bytes.length; ) {
            int place =
                    (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff);
            int to = place % image.length;
            int length = Math.min(bytes[at + 3] & 0xff, bytes.length - at - 4);
            System.arraycopy(bytes, at + 4, image, to, Math.min(length, image.length - to));
            at += 4 + length;
        }
        MutationsTest.exercise(BlockSource.of("any", image));
    }
}
