package org.cloudinit.modules;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** What contents of the configuration are packed with. */
public final class Packing {
    private Packing() {}

    /** Unpacks gzip; null if it is none, or larger than a file may be. Nothing is nothing. */
    public static byte @Nullable [] gunzip(byte[] packed) {
        if (packed.length == 0) {
            return packed;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(HostFiles.DEFAULT_LIMIT + 1);
            return bytes.length > HostFiles.DEFAULT_LIMIT ? null : bytes;
        } catch (IOException _) {
            return null;
        }
    }

    /**
     * Decodes Base64 as Python's {@code b64decode} does: what is no digit is skipped, and nothing
     * counts behind the padding of a group that is complete with it. Null if a group is incomplete,
     * or something is no ASCII.
     */
    public static byte @Nullable [] base64(byte[] packed) {
        var out = new ByteArrayOutputStream(packed.length * 3 / 4);
        int bits = 0;
        int digits = 0;
        int padding = 0;
        for (byte character : packed) {
            if (character == '=') {
                padding++;
                if (digits >= 2 && digits + padding >= 4) {
                    return out.toByteArray();
                }
                continue;
            }
            int digit = digit(character);
            if (character < 0) {
                return null;
            }
            if (digit < 0) {
                continue;
            }
            padding = 0;
            bits = bits << 6 | digit;
            digits = (digits + 1) % 4;
            if (digits != 1) {
                int spare = (4 - digits) % 4 * 2;
                out.write(bits >> spare);
            }
        }
        return digits == 0 ? out.toByteArray() : null;
    }

    /** The value of a digit, or -1. */
    private static int digit(byte character) {
        if (character >= 'A' && character <= 'Z') {
            return character - 'A';
        }
        if (character >= 'a' && character <= 'z') {
            return character - 'a' + 26;
        }
        if (character >= '0' && character <= '9') {
            return character - '0' + 52;
        }
        return character == '+' ? 62 : character == '/' ? 63 : -1;
    }
}
