package org.cloudinit.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes ISO 9660 images, and edits one in place, to make what the tools do not make. */
final class IsoImage {

    static final int SECTOR = 2048;

    private final byte[] image;

    IsoImage(byte[] image) {
        this.image = image;
    }

    /** Makes an image labelled config-2. */
    static void genisoimage(SampleFolder folder, Path image, String options) throws Exception {
        List<Object> arguments = new ArrayList<>(List.of("-quiet", "-V", "config-2", "-o", image));
        arguments.addAll(words(options));
        arguments.add(folder.root());
        Tool.named("genisoimage").run(arguments.toArray());
    }

    /** Makes an image labelled config-2. */
    static void xorriso(SampleFolder folder, Path image, String options) throws Exception {
        List<Object> arguments = new ArrayList<>(words(options));
        arguments.addAll(List.of("-volid", "config-2", "-outdev", image));
        arguments.addAll(List.of("-map", folder.root(), "/", "-commit"));
        Tool.named("xorriso").run(arguments.toArray());
    }

    private static List<String> words(String options) {
        return options.isEmpty() ? List.of() : List.of(options.split(" "));
    }

    /** First byte of the root directory of the primary volume, or of Joliet's. */
    int root(boolean joliet) {
        int descriptor = joliet ? 17 * SECTOR : 16 * SECTOR;
        return (int) Bytes.u32(image, descriptor + 156 + 2) * SECTOR;
    }

    /** Where the records of one directory sector begin, without those of itself and its parent. */
    List<Integer> records(int directory) {
        List<Integer> found = new ArrayList<>();
        int at = directory;
        while (at < directory + SECTOR && image[at] != 0) {
            found.add(at);
            at += Bytes.u8(image, at);
        }
        return found.subList(2, found.size());
    }

    /** Gives the first entry of the root the second's name, and the flag that it goes on there. */
    void joinNeighbours(boolean joliet) {
        List<Integer> records = records(root(joliet));
        int first = records.get(0);
        int second = records.get(1);
        System.arraycopy(image, second + 33, image, first + 33, Bytes.u8(image, first + 32));
        image[first + 25] |= (byte) 0x80;
    }

    /** Where a system use field begins within a record or an area. */
    int field(int from, int to, String signature) {
        for (int at = from; at + 4 <= to; at++) {
            if (Bytes.matches(image, at, signature) && image[at + 3] == 1) {
                return at;
            }
        }
        throw new AssertionError("no field " + signature);
    }

    /** Writes a number in both byte orders, as ISO 9660 stores it. */
    void u32(int at, long value) {
        for (int i = 0; i < 4; i++) {
            image[at + i] = (byte) (value >> (8 * i));
            image[at + 7 - i] = (byte) (value >> (8 * i));
        }
    }
}
