package org.cloudinit.core.userdata;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parameters of a structured header, {@code ; name=value} (RFC 2045, with RFC 2231's forms). */
final class Parameters {
    private Parameters() {}

    /** A value in RFC 2231's form, in UTF-8: {@code utf-8''%C3%A9}. */
    static String encode(String value) {
        var out = new StringBuilder("utf-8''");
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "_.-~".indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append("0123456789ABCDEF".charAt(c >> 4));
                out.append("0123456789ABCDEF".charAt(c & 15));
            }
        }
        return out.toString();
    }

    private record Piece(int number, String value, boolean encoded) {}

    /**
     * The value of one parameter, unquoted and decoded; null where it is absent. One in RFC 2231's
     * pieces counts where it is not there as a whole.
     */
    static @Nullable String find(String header, String name) {
        var pieces = new ArrayList<Piece>();
        List<String> all = split(header);
        for (String text : all.subList(1, all.size())) {
            int equals = text.indexOf('=');
            String key = (equals < 0 ? text : text.substring(0, equals)).strip();
            String value = equals < 0 ? "" : unquote(text.substring(equals + 1).strip());
            String lower = key.toLowerCase(Locale.ROOT);
            if (lower.equals(name)) {
                return unquote(value);
            }
            Piece piece = lower.startsWith(name + "*") ? piece(lower, name, value) : null;
            if (piece != null) {
                pieces.add(piece);
            }
        }
        return pieces.isEmpty() ? null : joined(pieces);
    }

    /** {@code name*}, {@code name*0} or {@code name*0*}; null where it is another name. */
    private static @Nullable Piece piece(String key, String name, String value) {
        boolean encoded = key.endsWith("*");
        int from = name.length() + 1;
        int to = Math.max(from, key.length() - (encoded ? 1 : 0));
        String digits = key.substring(from, to);
        try {
            int number = digits.isEmpty() ? -1 : Integer.parseInt(digits);
            return digits.startsWith("+") || digits.startsWith("-")
                    ? null
                    : new Piece(number, value, encoded);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static String joined(List<Piece> pieces) {
        boolean numbered = false;
        for (Piece piece : pieces) {
            numbered |= piece.number() == 0;
        }
        var kept = new ArrayList<Piece>();
        for (Piece piece : pieces) {
            if (!numbered || piece.number() >= 0) {
                kept.add(piece);
            }
        }
        kept.sort(Comparator.comparingInt(Piece::number));
        var text = new StringBuilder();
        boolean encoded = false;
        for (Piece piece : kept) {
            encoded |= piece.encoded();
            text.append(piece.encoded() ? octets(piece.value()) : piece.value());
        }
        return encoded ? decode(text.toString()) : text.toString();
    }

    /** Splits at semicolons outside of quotes. */
    private static List<String> split(String header) {
        var pieces = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                quoted ^= i == 0 || header.charAt(i - 1) != '\\';
            } else if (c == ';' && !quoted) {
                pieces.add(header.substring(start, i));
                start = i + 1;
            }
        }
        pieces.add(header.substring(start));
        return pieces;
    }

    private static String unquote(String text) {
        if (text.length() < 2) {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        if (text.startsWith("\"") && text.endsWith("\"")) {
            return inner.replace("\\\\", "\\").replace("\\\"", "\"");
        }
        return text.startsWith("<") && text.endsWith(">") ? inner : text;
    }

    /** Percent-encoded bytes, each as one character. */
    private static String octets(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '%' && i + 2 < text.length();
            int high = escape ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                out.append(c);
            } else {
                out.append((char) (high * 16 + low));
                i += 2;
            }
        }
        return out.toString();
    }

    /** {@code charset'language'bytes}; without a charset only ASCII is meant. */
    private static String decode(String text) {
        int first = text.indexOf('\'');
        int second = first < 0 ? -1 : text.indexOf('\'', first + 1);
        String octets = second < 0 ? text : text.substring(second + 1);
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        if (second < 0) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        Charset charset = charset(text.substring(0, first));
        return charset == null ? octets : new String(bytes, charset);
    }

    private static @Nullable Charset charset(String name) {
        try {
            return name.isEmpty() ? null : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return null;
        }
    }
}
