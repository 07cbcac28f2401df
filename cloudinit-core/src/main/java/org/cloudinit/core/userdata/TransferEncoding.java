package org.cloudinit.core.userdata;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Undoes {@code Content-Transfer-Encoding}, as leniently as Python's {@code get_payload(decode)}.
 */
final class TransferEncoding {
    private TransferEncoding() {}

    /** The body's bytes; a body that its encoding does not fit is taken as it is. */
    static Slice decode(@Nullable String encoding, Slice body) {
        String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "base64" -> base64(body);
            case "quoted-printable" -> quotedPrintable(body);
            case "x-uuencode", "uuencode", "uue", "x-uue" -> uuencode(body);
            default -> body;
        };
    }

    /**
     * Characters outside of the alphabet do not count, and padding may be missing; what stands
     * behind complete padding is left out.
     */
    private static Slice base64(Slice body) {
        byte[] codes = new byte[body.length()];
        int size = 0;
        int padding = 0;
        for (int i = body.from();
                i < body.to() && !(size % 4 > 1 && size % 4 + padding >= 4);
                i++) {
            byte c = body.bytes()[i];
            if (isBase64(c)) {
                codes[size++] = c;
                padding = 0;
            } else if (c == '=' && size % 4 > 1) {
                padding++;
            }
        }
        if (size % 4 == 1) {
            return withoutLineEnds(body);
        }
        byte[] decoded = new byte[size / 4 * 3 + (size % 4 == 0 ? 0 : size % 4 - 1)];
        Base64.getDecoder()
                .decode(size == codes.length ? codes : Arrays.copyOf(codes, size), decoded);
        return Slice.of(decoded);
    }

    /** What is no Base64 at all is given back as one line. */
    private static Slice withoutLineEnds(Slice body) {
        byte[] line = new byte[body.length()];
        int size = 0;
        for (int i = body.from(); i < body.to(); i++) {
            byte c = body.bytes()[i];
            if (c != '\n' && c != '\r') {
                line[size++] = c;
            }
        }
        return new Slice(line, 0, size);
    }

    private static boolean isBase64(byte c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/';
    }

    private static Slice quotedPrintable(Slice body) {
        byte[] bytes = body.bytes();
        byte[] out = new byte[body.length()];
        int size = 0;
        int i = body.from();
        while (i < body.to()) {
            byte c = bytes[i++];
            if (c != '=') {
                out[size++] = c;
            } else if (i < body.to() && (bytes[i] == '\n' || bytes[i] == '\r')) {
                i = behindLineFeed(body, i);
            } else if (i < body.to()) {
                int high = Character.digit(bytes[i], 16);
                int low = i + 1 < body.to() ? Character.digit(bytes[i + 1], 16) : -1;
                boolean code = high >= 0 && low >= 0;
                out[size++] = code ? (byte) (high * 16 + low) : (byte) '=';
                // A doubled sign stands for one: what encodes badly writes it so.
                i += code ? 2 : bytes[i] == '=' ? 1 : 0;
            }
        }
        return new Slice(out, 0, size);
    }

    private static int behindLineFeed(Slice body, int from) {
        int i = from;
        while (i < body.to() && body.bytes()[i] != '\n') {
            i++;
        }
        return Math.min(body.to(), i + 1);
    }

    private static Slice uuencode(Slice body) {
        var out = new ByteArrayOutputStream(body.length());
        boolean begun = false;
        int start = body.from();
        for (int end = body.line(start); end != Slice.END; end = body.line(start)) {
            String line = body.between(start, body.trimLineEnd(start, end)).latin1();
            if (begun && (line.equals("end") || line.equals("`"))) {
                break;
            }
            if (begun) {
                uuLine(line, out);
            }
            begun |= line.startsWith("begin ");
            start = end;
        }
        return begun ? Slice.of(out.toByteArray()) : body;
    }

    private static void uuLine(String line, ByteArrayOutputStream out) {
        int left = line.isEmpty() ? 0 : (line.charAt(0) - 32) & 63;
        for (int i = 1; left > 0; i += 4) {
            int word = 0;
            for (int k = 0; k < 4; k++) {
                int c = i + k < line.length() ? (line.charAt(i + k) - 32) & 63 : 0;
                word = word << 6 | c;
            }
            for (int shift = 16; shift >= 0 && left > 0; shift -= 8, left--) {
                out.write(word >> shift);
            }
        }
    }
}
