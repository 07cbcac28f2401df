package org.cloudinit.modules;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.PythonString;

/** Lines and words as Python's {@code str} cuts them: it knows more separators than Java. */
public final class PythonText {
    private PythonText() {}

    /** Lines without their ends ({@code str.splitlines}). */
    public static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isLineEnd(text.charAt(i))) {
                continue;
            }
            lines.add(text.substring(start, i));
            if (text.startsWith("\r\n", i)) {
                i++;
            }
            start = i + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private static boolean isLineEnd(char c) {
        return (c >= '\n' && c <= '\r')
                || (c >= 0x1c && c <= 0x1e)
                || c == 0x85
                || c == 0x2028
                || c == 0x2029;
    }

    /**
     * Words, the last of which may be all the rest ({@code str.split(None, most - 1)}).
     *
     * @param most most words that are answered
     */
    public static List<String> words(String text, int most) {
        var words = new ArrayList<String>();
        int at = 0;
        while (true) {
            while (at < text.length() && PythonString.isSpace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return words;
            }
            if (words.size() == most - 1) {
                words.add(text.substring(at));
                return words;
            }
            int start = at;
            while (at < text.length() && !PythonString.isSpace(text.charAt(at))) {
                at++;
            }
            words.add(text.substring(start, at));
        }
    }
}
