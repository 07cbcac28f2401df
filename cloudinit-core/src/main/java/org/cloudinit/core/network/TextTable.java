package org.cloudinit.core.network;

import java.util.ArrayList;
import java.util.List;

/** A table of texts with lines around it, cells in the middle ({@code SimpleTable}). */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    TextTable(List<String> heads) {
        widths = new int[heads.size()];
        add(heads);
    }

    void add(List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
        rows.add(List.copyOf(row));
    }

    /** The table's lines, below one with its title. */
    List<String> titled(String title) {
        var edge = new StringBuilder("+");
        for (int width : widths) {
            edge.append("-".repeat(width + 2)).append('+');
        }
        var lines = new ArrayList<String>();
        lines.add(NetworkTable.centred(title, '+', edge.length()));
        lines.add(edge.toString());
        lines.add(line(rows.getFirst()));
        lines.add(edge.toString());
        for (List<String> row : rows.subList(1, rows.size())) {
            lines.add(line(row));
        }
        lines.add(edge.toString());
        return lines;
    }

    private String line(List<String> row) {
        var line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            int width = widths[i] + 2;
            int room = width - row.get(i).length();
            // As Python centres: an odd blank is on the left where the width is odd.
            int left = room / 2 + (room & width & 1);
            line.append(" ".repeat(left)).append(row.get(i)).append(" ".repeat(room - left));
            line.append('|');
        }
        return line.toString();
    }
}
