package org.cloudinit.jinja.syntax;

import org.cloudinit.jinja.value.Fault;

/** Characters as Python writes and sorts them. */
final class Escapes {
    private static final String LETTERS = "ntrabfv\\'\"";
    private static final String MEANINGS = "\n\t\r\u0007\b\f\u000b\\'\"";

    private Escapes() {}

    /** Undoes the backslashes of a string; unknown ones stay. */
    static String undo(String text, int line) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            at = c == '\\' ? one(text, at + 1, out, line) : at + 1;
            if (c != '\\') {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Undoes one escape, whose letter is at a position; answers the position behind it. */
    private static int one(String text, int at, StringBuilder out, int line) {
        char letter = text.charAt(at);
        int known = LETTERS.indexOf(letter);
        if (known >= 0) {
            out.append(MEANINGS.charAt(known));
            return at + 1;
        }
        int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
        if (digits > 0) {
            return code(text, at + 1, at + 1 + digits, 16, out, line);
        }
        if (letter >= '0' && letter <= '7') {
            int end = at;
            while (end < text.length()
                    && end < at + 3
                    && Character.digit(text.charAt(end), 8) >= 0) {
                end++;
            }
            return code(text, at, end, 8, out, line);
        }
        if (letter != '\n') {
            out.append('\\').append(letter);
        }
        return at + 1;
    }

    private static int code(String text, int from, int to, int base, StringBuilder out, int line) {
        try {
            int code = to > text.length() ? -1 : Integer.parseInt(text.substring(from, to), base);
            if (Character.isValidCodePoint(code)) {
                out.appendCodePoint(code);
                return to;
            }
        } catch (NumberFormatException _) {
            // Falls through: the same fault as for a code that is no character.
        }
        throw Fault.syntax("a backslash in a string is followed by no character's code", line);
    }
}
