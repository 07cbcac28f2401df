package org.cloudinit.jinja.value;

import java.util.Locale;
import java.util.function.IntPredicate;
import org.cloudinit.api.config.PythonString;
import org.jspecify.annotations.Nullable;

/** Letters and blanks as Python's {@code str} knows them. */
public final class Letters {
    private Letters() {}

    /** Whether a word may begin behind a character, for the filter {@code title}. */
    public static boolean isWordStart(int c) {
        return PythonString.isSpace(c) || "-({[<".indexOf(c) >= 0;
    }

    /** Whether one of some characters is in a text. */
    public static boolean hasAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Words with one blank between them. */
    public static String oneBlank(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!PythonString.isSpace(text.charAt(i))) {
                boolean gap = i > 0 && PythonString.isSpace(text.charAt(i - 1)) && !out.isEmpty();
                out.append(gap ? " " : "").append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /** First character large, all others small. */
    public static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    /** Each letter behind something that is none large, all others small. */
    static String title(String text) {
        var out = new StringBuilder(text.length());
        boolean inside = false;
        for (int i = 0; i < text.length(); ) {
            int end = text.offsetByCodePoints(i, 1);
            String letter = text.substring(i, end);
            out.append(inside ? letter.toLowerCase(Locale.ROOT) : letter.toUpperCase(Locale.ROOT));
            inside = Character.isLetter(text.codePointAt(i));
            i = end;
        }
        return out.toString();
    }

    static String swapped(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = text.offsetByCodePoints(i, 1);
            String letter = text.substring(i, end);
            boolean upper = Character.isUpperCase(text.codePointAt(i));
            out.append(upper ? letter.toLowerCase(Locale.ROOT) : letter.toUpperCase(Locale.ROOT));
            i = end;
        }
        return out.toString();
    }

    static String strippedOf(String text, Args.Bound args, boolean start, boolean end) {
        return stripped(text, args.has("chars") ? args.text("chars") : null, start, end);
    }

    /** A text without blanks, or certain characters, at its ends. */
    public static String stripped(
            String text, @Nullable String characters, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && goes(text.codePointAt(from), characters)) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (end && to > from && goes(text.codePointBefore(to), characters)) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static boolean goes(int c, @Nullable String characters) {
        return characters == null ? PythonString.isSpace(c) : characters.indexOf(c) >= 0;
    }

    static boolean all(String text, IntPredicate test) {
        return !text.isEmpty() && text.codePoints().allMatch(test);
    }

    public static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints().noneMatch(Character::isLowerCase);
    }

    public static boolean isLower(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints().noneMatch(Character::isUpperCase);
    }
}
