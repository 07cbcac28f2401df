package org.cloudinit.net.source;

import java.io.ByteArrayOutputStream;

/**
 * Base64 as Python's {@code base64.b64decode} reads it: characters that do not belong to the
 * alphabet are passed over, and the padding must be there.
 */
final class Base64Text {
    private Base64Text() {}

    /**
     * Decodes a text.
     *
     * @throws IllegalArgumentException if characters are missing at its end, or it is not ASCII
     */
    static byte[] decode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        int bits = 0;
        int position = 0;
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 127) {
                throw new IllegalArgumentException("it is no Base64: not ASCII");
            }
            if (c == '=') {
                padding++;
                if (position >= 2 && position + padding >= 4) {
                    return bytes.toByteArray();
                }
                continue;
            }
            int value = value(c);
            if (value >= 0) {
                padding = 0;
                bits = (bits << 6) | value;
                if (position > 0) {
                    bytes.write(bits >> (6 - 2 * position));
                }
                position = (position + 1) % 4;
            }
        }
        if (position != 0) {
            throw new IllegalArgumentException(
                    "it is no Base64: characters are missing at the end");
        }
        return bytes.toByteArray();
    }

    private static int value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
