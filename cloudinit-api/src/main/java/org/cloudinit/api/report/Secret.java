package org.cloudinit.api.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that must not be seen: user-data, vendor-data, passwords, keys. Prints its size only. */
public final class Secret {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a copy of the bytes. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** The UTF-8 bytes of a text. */
    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the bytes. */
    public byte[] reveal() {
        return bytes.clone();
    }

    /** The bytes as UTF-8 text; damaged sequences become U+FFFD. */
    public String revealText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Number of bytes. */
    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "<" + bytes.length + " secret bytes>";
    }
}
