package org.cloudinit.config.yaml;

import java.util.Locale;

/**
 * Reads {@code \/} in double quotes, which JSON and PyYAML know and SnakeYAML refuses. Both
 * characters are replaced by a character that the document does not hold, so that no column moves,
 * and put back in the values.
 */
final class EscapedSlash {
    private static final char PRIVATE_USE_FIRST = '\uE000';
    private static final char PRIVATE_USE_LAST = '\uF8FF';

    private final String text;
    private final String mark;

    private EscapedSlash(String text, String mark) {
        this.text = text;
        this.mark = mark;
    }

    /** Prepares a document; most hold no such escape and stay as they are. */
    static EscapedSlash prepare(String document) {
        if (!document.contains("\\/")) {
            return new EscapedSlash(document, "");
        }
        char free = PRIVATE_USE_FIRST;
        String lower = document.toLowerCase(Locale.ROOT);
        // Neither the character itself nor an escape that stands for it.
        while (document.indexOf(free) >= 0 || lower.contains(Integer.toHexString(free))) {
            if (free == PRIVATE_USE_LAST) {
                return new EscapedSlash(document, "");
            }
            free++;
        }
        var changed = new StringBuilder(document);
        int backslashes = 0;
        for (int i = 0; i < changed.length(); i++) {
            char c = changed.charAt(i);
            // After an even number of backslashes the slash stands for itself.
            if (c == '/' && backslashes % 2 == 1) {
                changed.setCharAt(i - 1, free);
                changed.setCharAt(i, free);
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        return new EscapedSlash(changed.toString(), String.valueOf(free).repeat(2));
    }

    /** The document for the parser. */
    String text() {
        return text;
    }

    /** A scalar's text as its author wrote it. */
    String restore(String scalar, boolean doubleQuoted) {
        return mark.isEmpty() ? scalar : scalar.replace(mark, doubleQuoted ? "/" : "\\/");
    }
}
