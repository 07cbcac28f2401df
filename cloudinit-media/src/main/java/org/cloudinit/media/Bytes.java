package org.cloudinit.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Fields of on-disk structures. All drives here store numbers little-endian; Joliet stores text
 * big-endian.
 */
final class Bytes {

    private Bytes() {}

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int u16(byte[] bytes, int at) {
        return u8(bytes, at) | u8(bytes, at + 1) << 8;
    }

    static long u32(byte[] bytes, int at) {
        return u16(bytes, at) | (long) u16(bytes, at + 2) << 16;
    }

    /**
     * 64 bits as a signed number: what does not fit is negative, and so fails every bounds check.
     */
    static long i64(byte[] bytes, int at) {
        return u32(bytes, at) | u32(bytes, at + 4) << 32;
    }

    static boolean matches(byte[] bytes, int at, String ascii) {
        if (at < 0 || bytes.length - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (u8(bytes, at + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Bytes as Linux tools write names and labels: UTF-8, or else Latin-1, so that different bytes
     * stay different names.
     */
    static String text(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return nonAscii(Arrays.copyOfRange(bytes, from, to));
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String nonAscii(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean exact = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        return exact ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A label field: up to the first NUL, without white space at its end. */
    static String label(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return text(bytes, at, end).stripTrailing();
    }

    /** Adds the value's lowest {@code digits} hexadecimal digits. */
    static void hex(StringBuilder out, long value, int digits, boolean upper) {
        String alphabet = upper ? "0123456789ABCDEF" : "0123456789abcdef";
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(alphabet.charAt((int) (value >>> shift) & 0xf));
        }
    }

    /** Sixteen bytes in their stored order as a UUID, or no text if all are 0. */
    static String uuid(byte[] bytes, int at) {
        StringBuilder out = new StringBuilder(36);
        boolean zero = true;
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                out.append('-');
            }
            hex(out, u8(bytes, at + i), 2, false);
            zero &= bytes[at + i] == 0;
        }
        return zero ? "" : out.toString();
    }
}
