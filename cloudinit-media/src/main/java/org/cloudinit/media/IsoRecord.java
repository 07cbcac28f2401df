package org.cloudinit.media;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A directory record of ISO 9660 (ECMA-119, 9.1), within the bytes that hold it.
 *
 * @param bytes the sector
 * @param at first byte of the record in it
 * @param length bytes of the record
 */
record IsoRecord(byte[] bytes, int at, int length) {

    private static final int NAME = 33;
    private static final int FLAG_DIRECTORY = 0x02;
    private static final int FLAG_ASSOCIATED = 0x04;
    private static final int FLAG_MORE_EXTENTS = 0x80;

    /**
     * The record that begins at {@code at}, or null if it is too short, or leaves the bytes before
     * {@code end}.
     */
    static @Nullable IsoRecord at(byte[] bytes, int at, int end) {
        int length = Bytes.u8(bytes, at);
        boolean fits =
                length > NAME && length <= end - at && NAME + Bytes.u8(bytes, at + 32) <= length;
        return fits ? new IsoRecord(bytes, at, length) : null;
    }

    Place.Extent extent(int blockSize) {
        long block = Bytes.u32(bytes, at + 2) + Bytes.u8(bytes, at + 1);
        return new Place.Extent(block * blockSize, Bytes.u32(bytes, at + 10));
    }

    boolean isDirectory() {
        return (flags() & FLAG_DIRECTORY) != 0;
    }

    /**
     * A second stream of a file, such as a Macintosh resource fork, which Linux hides by default.
     */
    boolean isAssociated() {
        return (flags() & FLAG_ASSOCIATED) != 0;
    }

    boolean hasMoreExtents() {
        return (flags() & FLAG_MORE_EXTENTS) != 0;
    }

    boolean isInterleaved() {
        return Bytes.u8(bytes, at + 26) != 0 || Bytes.u8(bytes, at + 27) != 0;
    }

    /** The directory itself ({@code .}) or its parent ({@code ..}). */
    boolean isDotName() {
        return nameLength() == 1 && bytes[nameFrom()] >= 0 && bytes[nameFrom()] <= 1;
    }

    int nameFrom() {
        return at + NAME;
    }

    int nameLength() {
        return Bytes.u8(bytes, at + 32);
    }

    /** First byte of the system use area, which begins at an even place. */
    int systemUseFrom() {
        int from = NAME + nameLength();
        return at + from + (from & 1);
    }

    int end() {
        return at + length;
    }

    boolean hasNameOf(IsoRecord other) {
        return Arrays.equals(
                bytes,
                nameFrom(),
                nameFrom() + nameLength(),
                other.bytes,
                other.nameFrom(),
                other.nameFrom() + other.nameLength());
    }

    private int flags() {
        return Bytes.u8(bytes, at + 25);
    }
}
