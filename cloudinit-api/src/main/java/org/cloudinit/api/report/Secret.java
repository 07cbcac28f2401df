package org.cloudinit.api.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Bytes that must not be seen: user-data, vendor-data, passwords, keys. Prints its size only. */
public final class Secret {
    private final byte[] bytes;
    private final int from;
    private final int to;

    private Secret(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** Takes a copy of the bytes. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone(), 0, bytes.length);
    }

    /**
     * Takes a piece of an array itself, for data of many megabytes: nobody may change it from here
     * on.
     *
     * @param from its first position
     * @param to the position behind its last one
     */
    public static Secret sharing(byte[] bytes, int from, int to) {
        return new Secret(bytes, from, to);
    }

    /** The UTF-8 bytes of a text. */
    public static Secret of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Secret(bytes, 0, bytes.length);
    }

    /** A copy of the bytes. */
    public byte[] reveal() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** The bytes without a copy, to be read alone; a copy where they are a piece of an array. */
    public byte[] lend() {
        return from == 0 && to == bytes.length ? bytes : reveal();
    }

    /** The bytes as a buffer that cannot be written, without a copy. */
    public ByteBuffer view() {
        return ByteBuffer.wrap(bytes, from, to - from).asReadOnlyBuffer();
    }

    /** The bytes as UTF-8 text; damaged sequences become U+FFFD. */
    public String revealText() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Number of bytes. */
    public int size() {
        return to - from;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
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

    @Override
    public String toString() {
        return "<" + size() + " secret bytes>";
    }
}
