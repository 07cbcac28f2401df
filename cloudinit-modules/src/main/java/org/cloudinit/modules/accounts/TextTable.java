package org.cloudinit.modules.accounts;

import java.util.ArrayList;
import java.util.List;

/** A table of text with lines around its cells ({@code SimpleTable}). */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    TextTable(List<String> head) {
        widths = new int[head.size()];
        add(head);
    }

    void add(List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
        rows.add(List.copyOf(row));
    }

    List<String> lines() {
        var rule = new StringBuilder("+");
        for (int width : widths) {
            rule.append("-".repeat(width + 2)).append('+');
        }
        var lines = new ArrayList<String>();
        lines.add(rule.toString());
        for (List<String> row : rows) {
            var line = new StringBuilder("|");
            for (int i = 0; i < widths.length; i++) {
                line.append(cell(row.get(i), widths[i] + 2)).append('|');
            }
            lines.add(line.toString());
            if (lines.size() == 2) {
                lines.add(rule.toString());
            }
        }
        lines.add(rule.toString());
        return lines;
    }

    /** As {@code str.center} divides what is left over: the odd one to the left if the width is. */
    private static String cell(String text, int width) {
        int left = width - text.length();
        int before = left / 2 + (left & width & 1);
        return " ".repeat(before) + text + " ".repeat(left - before);
    }

    /** As {@code format} does with {@code ^}: the odd one to the right. */
    static String centered(String text, int width, char fill) {
        int left = Math.max(0, width - text.length());
        String mark = String.valueOf(fill);
        return mark.repeat(left / 2) + text + mark.repeat(left - left / 2);
    }
}
