package org.cloudinit.api.config;

/**
 * Texts as Python's {@code str} has them, where it differs from Java: what counts as white space,
 * and {@code repr}, which the reference's messages and templates show.
 */
public final class PythonString {
    private static final String HEX = "0123456789abcdef";

    private PythonString() {}

    /** Whether a character is white space ({@code str.isspace}): hard blanks and next-line too. */
    public static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /** Without white space at both ends ({@code str.strip}). */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** A text between quotes: single ones, unless it holds these and no double ones. */
    public static String repr(String value) {
        char quote = quote(value.indexOf('\'') >= 0, value.indexOf('"') >= 0);
        var text = new StringBuilder(value.length() + 2).append(quote);
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            if (c == quote || c == '\\' || !isPrintable(c)) {
                escape(text, c);
            } else {
                text.appendCodePoint(c);
            }
        }
        return text.append(quote).toString();
    }

    /** Bytes likewise, with a {@code b} before them; what is not ASCII is escaped. */
    public static String repr(byte[] value) {
        boolean single = false;
        boolean dual = false;
        for (byte b : value) {
            single |= b == '\'';
            dual |= b == '"';
        }
        char quote = quote(single, dual);
        var text = new StringBuilder(value.length + 3).append('b').append(quote);
        for (byte b : value) {
            int c = Byte.toUnsignedInt(b);
            if (c < ' ' || c > '~' || c == quote || c == '\\') {
                escape(text, c);
            } else {
                text.append((char) c);
            }
        }
        return text.append(quote).toString();
    }

    private static char quote(boolean single, boolean dual) {
        return single && !dual ? '"' : '\'';
    }

    /** Python's {@code str.isprintable}: no separators but the blank, nothing unassigned. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static void escape(StringBuilder text, int c) {
        switch (c) {
            case '\\', '\'', '"' -> text.append('\\').append((char) c);
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
                text.append(c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
                for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
                    text.append(HEX.charAt(c >> shift & 15));
                }
            }
        }
    }
}
