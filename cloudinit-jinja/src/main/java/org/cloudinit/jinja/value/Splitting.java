package org.cloudinit.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cloudinit.api.config.PythonString;
import org.jspecify.annotations.Nullable;

/** Methods of {@code str} that cut it apart. */
public final class Splitting {
    private static final String LINE_ENDS = "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029";

    private Splitting() {}

    /** A method of a text, or null. */
    static @Nullable Function of(String text, String name) {
        return switch (name) {
            case "split" -> args -> split(text, args.bind("sep", "maxsplit"), false);
            case "rsplit" -> args -> split(text, args.bind("sep", "maxsplit"), true);
            case "splitlines" ->
                    args -> Types.list(lines(text, args.bind("keepends").flag("keepends", false)));
            case "partition" -> args -> parted(text, args.bind("sep").text("sep"), false);
            case "rpartition" -> args -> parted(text, args.bind("sep").text("sep"), true);
            default -> null;
        };
    }

    private static Object split(String text, Args.Bound args, boolean fromEnd) {
        int most = args.integer("maxsplit", -1);
        int left = most < 0 ? Integer.MAX_VALUE : most;
        if (!args.has("sep")) {
            return Types.list(fromEnd ? wordsFromEnd(text, left) : words(text, left));
        }
        String separator = args.text("sep");
        if (separator.isEmpty()) {
            throw Fault.operation("empty separator");
        }
        return Types.list(
                fromEnd ? partsFromEnd(text, separator, left) : parts(text, separator, left));
    }

    private static List<String> parts(String text, String separator, int most) {
        var parts = new ArrayList<String>();
        int from = 0;
        int hit = text.indexOf(separator);
        while (hit >= 0 && parts.size() < most) {
            parts.add(text.substring(from, hit));
            from = hit + separator.length();
            hit = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<String> partsFromEnd(String text, String separator, int most) {
        var parts = new ArrayList<String>();
        int to = text.length();
        int hit = text.lastIndexOf(separator);
        while (hit >= 0 && parts.size() < most) {
            parts.add(text.substring(hit + separator.length(), to));
            to = hit;
            hit =
                    to < separator.length()
                            ? -1
                            : text.lastIndexOf(separator, to - separator.length());
        }
        parts.add(text.substring(0, to));
        Collections.reverse(parts);
        return parts;
    }

    private static List<String> words(String text, int most) {
        var words = new ArrayList<String>();
        int at = 0;
        while (true) {
            while (at < text.length() && PythonString.isSpace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return words;
            }
            if (words.size() == most) {
                words.add(Letters.stripped(text.substring(at), null, false, true));
                return words;
            }
            int from = at;
            while (at < text.length() && !PythonString.isSpace(text.charAt(at))) {
                at++;
            }
            words.add(text.substring(from, at));
        }
    }

    private static List<String> wordsFromEnd(String text, int most) {
        var words = new ArrayList<String>();
        String left = Letters.stripped(text, null, false, true);
        while (!left.isEmpty() && words.size() < most) {
            int from = left.length();
            while (from > 0 && !PythonString.isSpace(left.charAt(from - 1))) {
                from--;
            }
            words.add(left.substring(from));
            left = Letters.stripped(left.substring(0, from), null, false, true);
        }
        left = Letters.stripped(left, null, true, false);
        if (!left.isEmpty()) {
            words.add(left);
        }
        Collections.reverse(words);
        return words;
    }

    /** Python's {@code splitlines}. */
    public static List<String> lines(String text, boolean keepEnds) {
        var lines = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int end = from;
            while (end < text.length() && LINE_ENDS.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            int next = text.startsWith("\r\n", end) ? end + 2 : Math.min(text.length(), end + 1);
            lines.add(text.substring(from, keepEnds ? next : end));
            from = next;
        }
        return lines;
    }

    private static Object parted(String text, String separator, boolean fromEnd) {
        if (separator.isEmpty()) {
            throw Fault.operation("empty separator");
        }
        int hit = fromEnd ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (hit < 0) {
            return fromEnd ? Tuple.of("", "", text) : Tuple.of(text, "", "");
        }
        return Tuple.of(
                text.substring(0, hit), separator, text.substring(hit + separator.length()));
    }
}
