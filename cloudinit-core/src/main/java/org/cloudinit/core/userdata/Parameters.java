package org.cloudinit.core.userdata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parameters of a structured header, {@code ; name=value} (RFC 2045, with RFC 2231's forms). */
final class Parameters {
    private Parameters() {}

    /** The value of one parameter, unquoted and decoded; null where it is absent. */
    static @Nullable String find(String header, String name) {
        var continued = new StringBuilder();
        boolean encoded = false;
        int next = 0;
        List<String> pieces = split(header);
        for (String piece : pieces.subList(1, pieces.size())) {
            int equals = piece.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String key = piece.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = unquote(piece.substring(equals + 1).strip());
            if (key.equals(name)) {
                return value;
            }
            if (key.equals(name + "*")) {
                return decode(value);
            }
            if (key.equals(name + "*" + next) || key.equals(name + "*" + next + "*")) {
                encoded |= key.endsWith("*");
                continued.append(value);
                next++;
            }
        }
        if (next == 0) {
            return null;
        }
        return encoded ? decode(continued.toString()) : continued.toString();
    }

    /** Splits at semicolons outside of quotes. */
    private static List<String> split(String header) {
        var pieces = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                pieces.add(header.substring(start, i));
                start = i + 1;
            }
        }
        pieces.add(header.substring(Math.min(start, header.length())));
        return pieces;
    }

    private static String unquote(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        return inner.replace("\\\\", "\\").replace("\\\"", "\"");
    }

    /** {@code charset'language'percent-encoded}; what cannot be decoded stays as it is. */
    private static String decode(String text) {
        int first = text.indexOf('\'');
        int second = first < 0 ? -1 : text.indexOf('\'', first + 1);
        if (second < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = second + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            int high =
                    c == '%' && i + 2 < text.length()
                            ? Character.digit(text.charAt(i + 1), 16)
                            : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                bytes.write(c);
            } else {
                bytes.write(high * 16 + low);
                i += 2;
            }
        }
        return new String(bytes.toByteArray(), charset(text.substring(0, first)));
    }

    private static Charset charset(String name) {
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}
