package org.cloudinit.modules.names;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /etc/hosts} ({@code HostsConf}).
 *
 * @param lines its lines, in order
 */
record HostsFile(List<Line> lines) {
    HostsFile {
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param words address and names; empty where the line is blank or a comment
     * @param tail the comment behind them, or the whole line where there are none
     */
    record Line(List<String> words, String tail) {
        Line {
            words = List.copyOf(words);
        }

        private static Line of(String line) {
            String stripped = line.strip();
            int comment = stripped.indexOf('#');
            String head = comment < 0 ? stripped : stripped.substring(0, comment);
            return head.isBlank()
                    ? new Line(List.of(), line)
                    : new Line(
                            List.of(head.strip().split("\\s+")),
                            comment < 0 ? "" : stripped.substring(comment));
        }

        private boolean isOf(String address) {
            return !words.isEmpty() && words.getFirst().equals(address);
        }

        private String text() {
            return String.join("\t", words) + tail + "\n";
        }
    }

    static HostsFile of(String text) {
        var lines = new ArrayList<Line>();
        text.lines().forEach(line -> lines.add(Line.of(line)));
        return new HostsFile(lines);
    }

    /**
     * The file with a line for the machine, which comes last with the other lines of its address;
     * null where one of those says it already.
     */
    @Nullable HostsFile with(String address, String fqdn, String hostname) {
        var others = new ArrayList<Line>();
        var own = new ArrayList<Line>();
        boolean missing = true;
        for (Line line : lines) {
            if (!line.isOf(address)) {
                others.add(line);
                continue;
            }
            List<String> words = line.words();
            if (words.size() > 1 && words.get(1).equals(fqdn)) {
                missing &= !words.subList(2, words.size()).contains(hostname);
            }
            if (words.size() > 1) {
                own.add(new Line(words, ""));
            }
        }
        if (!missing) {
            return null;
        }
        others.addAll(own);
        others.add(new Line(List.of(address, fqdn, hostname), ""));
        return new HostsFile(others);
    }

    /** The file's text. */
    String text() {
        var text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text());
        }
        return text.toString();
    }
}
