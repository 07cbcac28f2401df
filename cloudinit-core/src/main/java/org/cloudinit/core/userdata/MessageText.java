package org.cloudinit.core.userdata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.report.Secret;

/**
 * Writes parts as the one MIME message that is stored, in the form of Python's {@code as_string}:
 * every line ends in LF.
 */
final class MessageText {
    private MessageText() {}

    static Secret of(List<Entity> parts) {
        int size = 512;
        for (Entity part : parts) {
            size += part.body().length() + 512;
        }
        var out = new Text(size);
        String boundary = boundary(parts);
        write(out, "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n");
        write(out, "MIME-Version: 1.0\n");
        if (!parts.isEmpty()) {
            write(out, "Number-Attachments: " + parts.size() + "\n");
        }
        for (Entity part : parts) {
            write(out, "\n--" + boundary + "\n");
            for (Headers.Field field : part.headers().fields()) {
                write(out, field.name() + ": " + oneHeader(field.value()) + "\n");
            }
            write(out, "\n");
            writeBody(out, part.body());
        }
        write(out, (parts.isEmpty() ? "\n--" + boundary + "\n" : "") + "\n--" + boundary + "--\n");
        return out.secret();
    }

    /** Bytes that are handed on without a copy. */
    private static final class Text extends ByteArrayOutputStream {
        Text(int size) {
            super(size);
        }

        Secret secret() {
            return Secret.sharing(buf, 0, count);
        }
    }

    /**
     * A boundary that no part holds. The original draws it at random; here it follows from the
     * parts, so that the same data gives the same file.
     */
    private static String boundary(List<Entity> parts) {
        long seed = 17;
        for (Entity part : parts) {
            seed = seed * 1_000_003 + part.hashCode();
        }
        while (true) {
            String digits = Long.toString(seed & Long.MAX_VALUE);
            String boundary = "===============" + "0".repeat(19 - digits.length()) + digits + "==";
            if (!isUsed(boundary.getBytes(StandardCharsets.US_ASCII), parts)) {
                return boundary;
            }
            seed++;
        }
    }

    private static boolean isUsed(byte[] boundary, List<Entity> parts) {
        for (Entity part : parts) {
            if (part.body().contains(boundary)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A value whose line ends cannot begin another header: archives may state any text. Of several
     * lines each loses a single blank at its end, and what is left of one without text goes to the
     * end of the line before it ({@code email.header}, {@code _ValueFormatter.newline}).
     */
    private static String oneHeader(String value) {
        if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
            return value;
        }
        var folded = new StringBuilder(value.length() + 8);
        for (String line : value.lines().toList()) {
            String kept = withoutSingleBlank(line);
            if (kept.isBlank() || folded.isEmpty()) {
                folded.append(kept);
            } else {
                boolean marked = kept.startsWith(" ") || kept.startsWith("\t");
                folded.append(marked ? "\n" : "\n ").append(kept);
            }
        }
        return folded.toString();
    }

    /** A blank beside another blank or a tab is no single one. */
    private static String withoutSingleBlank(String line) {
        int last = line.length() - 1;
        boolean single =
                line.endsWith(" ") && (last == 0 || " \t".indexOf(line.charAt(last - 1)) < 0);
        return single ? line.substring(0, last) : line;
    }

    private static void writeBody(ByteArrayOutputStream out, Slice body) {
        int start = body.from();
        for (int end = body.line(start); end != Slice.END; end = body.line(start)) {
            int last = body.trimLineEnd(start, end);
            out.write(body.bytes(), start, last - start);
            if (last < end) {
                out.write('\n');
            }
            start = end;
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }
}
