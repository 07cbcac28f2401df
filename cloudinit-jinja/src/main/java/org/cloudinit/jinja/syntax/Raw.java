package org.cloudinit.jinja.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The end of a raw section, {@code {% endraw %}}.
 *
 * @param from where the tag begins
 * @param to position behind what belongs to it
 * @param strips whether blanks before it go
 */
record Raw(int from, int to, boolean strips) {
    /** Position behind {@code {% raw %}} if it begins at a position; -1 if not. */
    static int behindBegin(String source, int position) {
        int word = word(source, position, "raw");
        if (word < 0) {
            return -1;
        }
        if (source.startsWith("-%}", word)) {
            return Lexer.skipBlank(source, word + 3);
        }
        return source.startsWith("%}", word) ? word + 2 : -1;
    }

    /** The first end tag from a position on; null where there is none. */
    static @Nullable Raw end(String source, int position) {
        for (int at = source.indexOf("{%", position); at >= 0; at = source.indexOf("{%", at + 1)) {
            int word = word(source, at, "endraw");
            char sign = word >= 0 && word < source.length() ? source.charAt(word) : 0;
            int close = word < 0 ? -1 : sign == '-' || sign == '+' ? word + 1 : word;
            if (close >= 0 && source.startsWith("%}", close)) {
                return new Raw(
                        at, behindEnd(source, close + 2, sign), source.charAt(at + 2) == '-');
            }
        }
        return null;
    }

    /** Where a tag ends that closes with a sign: blanks or a line end behind it belong to it. */
    static int behindEnd(String source, int position, char sign) {
        return switch (sign) {
            case '-' -> Lexer.skipBlank(source, position);
            case '+' -> position;
            default -> source.startsWith("\n", position) ? position + 1 : position;
        };
    }

    /** Position behind the word of a tag and the blanks around it; -1 where it is another one. */
    private static int word(String source, int tag, String word) {
        int at = tag + 2;
        if (at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+')) {
            at++;
        }
        at = Lexer.skipBlank(source, at);
        return source.startsWith(word, at) ? Lexer.skipBlank(source, at + word.length()) : -1;
    }
}
