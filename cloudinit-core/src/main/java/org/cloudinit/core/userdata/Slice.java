package org.cloudinit.core.userdata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A piece of an array that nobody changes. Messages of many megabytes are taken apart without being
 * copied at each level.
 *
 * @param bytes the array, shared
 * @param from first position
 * @param to position behind the last
 */
record Slice(byte[] bytes, int from, int to) {
    /** What {@link #line} answers behind the last line. */
    static final int END = -1;

    Slice {
        if (from < 0 || to < from || to > bytes.length) {
            throw new IndexOutOfBoundsException(from + ".." + to + " of " + bytes.length);
        }
    }

    static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    int length() {
        return to - from;
    }

    /** The piece between two positions of the array. */
    Slice between(int first, int last) {
        return new Slice(bytes, first, last);
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** The bytes as ISO 8859-1: each byte is one character, as headers and codes need it. */
    String latin1() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * Position behind the line that begins at a position, its line end included; {@link #END} where
     * no line begins there. Line ends are LF, CRLF and CR.
     */
    int line(int start) {
        if (start >= to) {
            return END;
        }
        for (int i = start; i < to; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
            if (bytes[i] == '\r') {
                return i + 1 < to && bytes[i + 1] == '\n' ? i + 2 : i + 1;
            }
        }
        return to;
    }

    /** Position of the line end of a line that lies between two positions. */
    int trimLineEnd(int start, int end) {
        int last = end;
        if (last > start && bytes[last - 1] == '\n') {
            last--;
        }
        if (last > start && bytes[last - 1] == '\r') {
            last--;
        }
        return last;
    }

    boolean startsWith(byte[] prefix, int position) {
        return position + prefix.length <= to
                && Arrays.equals(
                        bytes, position, position + prefix.length, prefix, 0, prefix.length);
    }

    boolean contains(byte[] wanted) {
        for (int i = from; i + wanted.length <= to; i++) {
            if (bytes[i] == wanted[0] && startsWith(wanted, i)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice that
                && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** The size only: the bytes may be secret. */
    @Override
    public String toString() {
        return length() + " bytes";
    }
}
