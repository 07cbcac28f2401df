package org.cloudinit.config.yaml;

/** Writes a scalar in one of the styles, folded at {@link Page#WIDTH} where the style allows it. */
final class ScalarStyles {
    private ScalarStyles() {}

    /** Text without line breaks, without quotes. */
    static void plain(Page page, String text, boolean folds) {
        if (text.isEmpty()) {
            return;
        }
        page.spaceUnlessBlank();
        page.beginContent();
        int at = 0;
        while (at < text.length()) {
            int end = spacesEnd(text, at);
            if (end == at + 1 && folds && page.overflows(0)) {
                page.toIndent();
                page.beginContent();
            } else {
                page.text(text, at, end);
            }
            at = end;
            end = wordEnd(text, at);
            page.text(text, at, end);
            at = end;
        }
    }

    /**
     * Text in single quotes; a line break is written as two, since one alone would read as a space.
     */
    static void single(Page page, String text, boolean folds) {
        page.indicator("'", true, false);
        int at = 0;
        while (at < text.length()) {
            int start = at;
            char c = text.charAt(at);
            if (c == ' ') {
                at = spacesEnd(text, at);
                boolean inside = start > 0 && at < text.length();
                if (at == start + 1 && inside && folds && page.overflows(0)) {
                    page.toIndent();
                } else {
                    page.text(text, start, at);
                }
            } else if (c == '\n') {
                page.lineBreak();
                for (; at < text.length() && text.charAt(at) == '\n'; at++) {
                    page.lineBreak();
                }
                page.toIndent();
            } else if (c == '\'') {
                page.text("''");
                at++;
            } else {
                at = wordEnd(text, at);
                int quote = text.indexOf('\'', start);
                at = quote >= 0 && quote < at ? quote : at;
                page.text(text, start, at);
            }
        }
        page.indicator("'", false, false);
    }

    private static int spacesEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    /**
     * Any text in double quotes, all but printable ASCII escaped, long lines cut by a backslash.
     */
    static void quoted(Page page, String text, boolean folds) {
        int[] points = text.codePoints().toArray();
        page.indicator("\"", true, false);
        var pending = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            boolean escaped = c < ' ' || c > '~' || c == '"' || c == '\\';
            if (escaped) {
                flush(page, pending);
                page.text(escape(c));
            }
            boolean mayCut = i > 0 && i < points.length - 1 && (c == ' ' || pending.isEmpty());
            // After an escape the original counts one column less.
            if (mayCut && folds && page.overflows(escaped ? -1 : pending.length())) {
                cut(page, pending, escaped ? points[i + 1] : c);
            }
            if (!escaped) {
                pending.append((char) c);
            }
        }
        flush(page, pending);
        page.indicator("\"", false, false);
    }

    /** A space at the start of the next line would be lost, so it is escaped. */
    private static void cut(Page page, StringBuilder pending, int next) {
        pending.append('\\');
        flush(page, pending);
        page.toIndent();
        page.beginContent();
        if (next == ' ') {
            page.text("\\");
        }
    }

    private static void flush(Page page, StringBuilder pending) {
        page.text(pending.toString());
        pending.setLength(0);
    }

    private static String escape(int c) {
        return switch (c) {
            case 0 -> "\\0";
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0B -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0xA0 -> "\\_";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default ->
                    c <= 0xFF
                            ? "\\x" + hex(c, 2)
                            : c <= 0xFFFF ? "\\u" + hex(c, 4) : "\\U" + hex(c, 8);
        };
    }

    private static String hex(int c, int width) {
        var digits = new StringBuilder(width);
        for (int shift = 4 * (width - 1); shift >= 0; shift -= 4) {
            digits.append("0123456789ABCDEF".charAt(c >> shift & 0xF));
        }
        return digits.toString();
    }

    /** Lines as they are after {@code |}; the text ends with a single line break. */
    static void literal(Page page, String text) {
        page.indicator("|", true, false);
        page.lineBreak();
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            page.toIndent();
            page.text(text, at, end);
            page.lineBreak();
            at = end + 1;
        }
    }
}
