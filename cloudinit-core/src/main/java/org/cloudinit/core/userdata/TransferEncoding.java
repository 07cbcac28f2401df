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

    /** Characters outside of the alphabet do not count, and padding may be missing. */
    private static Slice base64(Slice body) {
        byte[] codes = new byte[body.length() + 3];
        int size = 0;
        for (int i = body.from(); i < body.to(); i++) {
            byte c = body.bytes()[i];
            if (isBase64(c)) {
                codes[size++] = c;
            }
        }
        if (size % 4 == 1) {
            return body;
        }
        return Slice.of(Base64.getDecoder().decode(Arrays.copyOf(codes, size)));
    }

    private static boolean isBase64(byte c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/';
    }

    private static Slice quotedPrintable(Slice body) {
        var out = new ByteArrayOutputStream(body.length());
        int start = body.from();
        for (int end = body.line(start); end != Slice.END; end = body.line(start)) {
            int text = body.trimLineEnd(start, end);
            int last = text;
            while (last > start
                    && (body.bytes()[last - 1] == ' ' || body.bytes()[last - 1] == '\t')) {
                last--;
            }
            boolean soft = last > start && body.bytes()[last - 1] == '=';
            unquote(body, start, soft ? last - 1 : last, out);
            if (!soft) {
                out.write(body.bytes(), text, end - text);
            }
            start = end;
        }
        return Slice.of(out.toByteArray());
    }

    private static void unquote(Slice body, int from, int to, ByteArrayOutputStream out) {
        for (int i = from; i < to; i++) {
            byte c = body.bytes()[i];
            int high = c == '=' && i + 2 < to ? Character.digit(body.bytes()[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(body.bytes()[i + 2], 16);
            if (low < 0) {
                out.write(c);
            } else {
                out.write(high * 16 + low);
                i += 2;
            }
        }
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
