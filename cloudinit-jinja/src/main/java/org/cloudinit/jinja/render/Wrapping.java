package org.cloudinit.jinja.render;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.jinja.value.Args;
import org.cloudinit.jinja.value.Budget;
import org.cloudinit.jinja.value.Fault;
import org.cloudinit.jinja.value.Splitting;

/** Breaks lines between words, as Python's {@code textwrap} does for words without hyphens. */
final class Wrapping {
    private Wrapping() {}

    static String wrapped(String text, Args args, Budget budget) {
        Args.Bound bound = args.bind("width", "break_long_words", "wrapstring", "break_on_hyphens");
        int width = bound.integer("width", 79);
        if (width <= 0) {
            throw Fault.operation("invalid width (must be > 0)");
        }
        boolean breaks = bound.flag("break_long_words", true);
        boolean hyphens = bound.flag("break_on_hyphens", true);
        String end = bound.has("wrapstring") ? bound.text("wrapstring") : "\n";
        var lines = new ArrayList<String>();
        for (String paragraph : Splitting.lines(text, false)) {
            List<String> wrapped = lines(chunks(paragraph, hyphens), width, breaks);
            lines.add(String.join(end, wrapped));
        }
        return budget.made(String.join(end, lines));
    }

    /** Words and the blanks between them; a word may end behind a hyphen between letters. */
    private static List<String> chunks(String text, boolean hyphens) {
        var chunks = new ArrayList<String>();
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean edge =
                    i == text.length()
                            || isBlank(text.charAt(i)) != isBlank(text.charAt(i - 1))
                            || (hyphens && i - from > 2 && breaksBehind(text, i - 1));
            if (edge) {
                chunks.add(text.substring(from, i));
                from = i;
            }
        }
        return chunks;
    }

    private static boolean breaksBehind(String text, int at) {
        return text.charAt(at) == '-'
                && at >= 2
                && Character.isLetter(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at - 2))
                && at + 2 < text.length()
                && Character.isLetter(text.charAt(at + 1))
                && Character.isLetter(text.charAt(at + 2));
    }

    private static List<String> lines(List<String> chunks, int width, boolean breaks) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int next = 0;
        String rest = "";
        while (next < chunks.size() || !rest.isEmpty()) {
            String chunk = rest.isEmpty() ? chunks.get(next++) : rest;
            rest = "";
            boolean blank = isBlank(chunk.charAt(0));
            if (blank && line.isEmpty() && !lines.isEmpty()) {
                continue;
            }
            if (line.length() + chunk.length() <= width) {
                line.append(chunk);
            } else if (chunk.length() > width && (breaks || line.isEmpty())) {
                int room = breaks ? Math.max(1, width - line.length()) : chunk.length();
                boolean fits = room > 0 && line.length() < width;
                line.append(fits ? chunk.substring(0, room) : "");
                rest = fits ? chunk.substring(room) : chunk;
                flush(line, lines);
            } else {
                flush(line, lines);
                rest = blank ? "" : chunk;
            }
        }
        flush(line, lines);
        return lines;
    }

    private static void flush(StringBuilder line, List<String> lines) {
        int end = line.length();
        while (end > 0 && isBlank(line.charAt(end - 1))) {
            end--;
        }
        if (end > 0) {
            lines.add(line.substring(0, end));
        }
        line.setLength(0);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
