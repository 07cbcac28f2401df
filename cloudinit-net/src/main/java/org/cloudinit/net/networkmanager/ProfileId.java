package org.cloudinit.net.networkmanager;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The id of a profile: a UUID of version 5 (RFC 9562) under the reference's name space. Computed
 * here, since the JDK's digests cost a boot more than all files of a network.
 */
final class ProfileId {
    /** a3924cb8-09e0-43e9-890b-77972a800108. */
    private static final byte[] NAME_SPACE =
            HexFormat.of().parseHex("a3924cb809e043e9890b77972a800108");

    private ProfileId() {}

    static String of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] message =
                ByteBuffer.allocate(NAME_SPACE.length + bytes.length)
                        .put(NAME_SPACE)
                        .put(bytes)
                        .array();
        byte[] hash = sha1(message);
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        String hex = HexFormat.of().formatHex(hash, 0, 16);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    /** SHA-1 (FIPS 180-4): here it spreads names, and protects nothing. */
    static byte[] sha1(byte[] message) {
        int blocks = (message.length + 8) / 64 + 1;
        var padded = ByteBuffer.allocate(blocks * 64).put(message).put((byte) 0x80);
        padded.putLong(padded.capacity() - 8, message.length * 8L).rewind();
        int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
        for (int block = 0; block < blocks; block++) {
            mix(state, schedule(padded));
        }
        var hash = ByteBuffer.allocate(20);
        for (int word : state) {
            hash.putInt(word);
        }
        return hash.array();
    }

    private static int[] schedule(ByteBuffer block) {
        int[] words = new int[80];
        for (int i = 0; i < 16; i++) {
            words[i] = block.getInt();
        }
        for (int i = 16; i < 80; i++) {
            int word = words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16];
            words[i] = Integer.rotateLeft(word, 1);
        }
        return words;
    }

    private static void mix(int[] state, int[] words) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        for (int i = 0; i < 80; i++) {
            int next = Integer.rotateLeft(a, 5) + e + words[i] + round(i, b, c, d);
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    private static int round(int number, int b, int c, int d) {
        return switch (number / 20) {
            case 0 -> ((b & c) | (~b & d)) + 0x5a827999;
            case 1 -> (b ^ c ^ d) + 0x6ed9eba1;
            case 2 -> ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
            default -> (b ^ c ^ d) + 0xca62c1d6;
        };
    }
}
