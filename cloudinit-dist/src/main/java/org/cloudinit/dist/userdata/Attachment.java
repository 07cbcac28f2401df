package org.cloudinit.dist.userdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.cloudinit.dist.command.UsageException;

/**
 * A file that becomes a part of a message.
 *
 * @param file path, as it is named in the message too
 * @param type what stands behind {@code text/}
 */
record Attachment(String file, String type) {
    private static final String HEX = "0123456789ABCDEF";

    /** Reads {@code FILE:TYPE}. */
    static Attachment of(String word) throws UsageException {
        int colon = word.indexOf(':');
        String type = colon < 0 ? "" : word.substring(colon + 1).strip();
        if (colon < 0 || !isHeaderText(type)) {
            throw new UsageException(
                    "'" + word + "' is no file with a type",
                    "Write FILE:TYPE, such as config.yaml:cloud-config.");
        }
        return new Attachment(word.substring(0, colon), type);
    }

    /** What would end the header, or the type in it, is no part of a type. */
    private static boolean isHeaderText(String type) {
        return type.chars().allMatch(c -> c > ' ' && c < 127 && c != ';' && c != '"');
    }

    /** The type as a reader of the message understands it: a malformed one is plain text. */
    String contentType() {
        return type.isEmpty() || type.indexOf('/') >= 0
                ? "text/plain"
                : "text/" + type.toLowerCase(Locale.ROOT);
    }

    /**
     * The part: headers and body.
     *
     * @throws IOException if the file cannot be read or is no UTF-8
     */
    String part() throws IOException {
        String text = TextFile.decode(Files.readAllBytes(Path.of(file)), file);
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        byte[] line = {'\n'};
        String body =
                Base64.getMimeEncoder(76, line)
                        .encodeToString(unix.getBytes(StandardCharsets.UTF_8));
        return "Content-Type: text/"
                + type
                + "; charset=\"utf-8\"\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n"
                + "Content-Disposition: attachment; "
                + fileName()
                + "\n\n"
                + body
                + (body.isEmpty() ? "" : "\n");
    }

    /** The parameter that names the file; what a quoted text cannot hold is written by RFC 2231. */
    private String fileName() {
        if (file.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\')) {
            return "filename=\"" + file + "\"";
        }
        var text = new StringBuilder("filename*=utf-8''");
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b > 0 && (Character.isLetterOrDigit(b) || b == '.' || b == '-' || b == '_');
            if (plain) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return text.toString();
    }
}
