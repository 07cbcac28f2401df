package org.cloudinit.testkit;

import java.util.List;

/** Shows where two texts begin and cease to differ. */
final class TextDifference {
    private static final int MOST_LINES = 12;

    private TextDifference() {}

    static String of(String wanted, String found) {
        List<String> want = List.of(wanted.split("\n", -1));
        List<String> have = List.of(found.split("\n", -1));
        int head = 0;
        while (head < want.size() && head < have.size() && want.get(head).equals(have.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(want.size(), have.size()) - head
                && want.get(want.size() - 1 - tail).equals(have.get(have.size() - 1 - tail))) {
            tail++;
        }
        var text = new StringBuilder("text differs from line " + (head + 1));
        append(text, '-', want.subList(head, want.size() - tail));
        append(text, '+', have.subList(head, have.size() - tail));
        return text.toString();
    }

    private static void append(StringBuilder text, char sign, List<String> lines) {
        for (int i = 0; i < lines.size() && i < MOST_LINES; i++) {
            text.append("\n  ").append(sign).append(' ').append(lines.get(i));
        }
        if (lines.size() > MOST_LINES) {
            text.append("\n  ").append(sign).append(" … ").append(lines.size() - MOST_LINES);
        }
    }
}
