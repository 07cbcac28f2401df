package org.cloudinit.media;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes FAT images, and looks into a FAT image, to edit what the tools do not make. */
final class FatImage {

    private FatImage() {}

    /** Makes a FAT file system labelled CONFIG-2. */
    static void make(Path image, int width, long mebibytes, String options) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(mebibytes << 20);
        }
        List<Object> arguments = new ArrayList<>(List.of("-F", width, "-n", "CONFIG-2"));
        if (options != null && !options.isEmpty()) {
            arguments.addAll(List.of(options.split(" ")));
        }
        arguments.add(image);
        Tool.named("mkfs.vfat").run(arguments.toArray());
    }

    /** Copies all that lies in a folder. */
    static void copy(SampleFolder folder, Path image) throws Exception {
        List<Object> arguments = new ArrayList<>(List.of("-s", "-Q", "-i", image));
        try (Stream<Path> children = Files.list(folder.root())) {
            children.sorted().forEach(arguments::add);
        }
        arguments.add("::");
        Tool.named("mcopy").run(arguments.toArray());
    }

    /** Where the entry with this short name of 11 characters begins. */
    static int entry(byte[] image, String shortName) {
        for (int at = 0; at + 32 <= image.length; at += 32) {
            boolean isEntry = Bytes.u8(image, at + 11) != 0x0f && (image[at + 11] & 0x08) == 0;
            if (isEntry && Bytes.matches(image, at, shortName)) {
                return at;
            }
        }
        throw new AssertionError("no entry " + shortName);
    }

    /** Writes a number little-endian. */
    static void put(byte[] image, int at, int length, long value) {
        for (int i = 0; i < length; i++) {
            image[at + i] = (byte) (value >> (8 * i));
        }
    }
}
