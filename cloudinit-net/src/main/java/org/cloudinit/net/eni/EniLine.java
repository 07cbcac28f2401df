package org.cloudinit.net.eni;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;

/**
 * A line of an interfaces file as its words; a line that ends in a backslash goes on in the next.
 *
 * @param words at least one
 */
record EniLine(List<Scalar.Text> words) {
    EniLine {
        words = List.copyOf(words);
    }

    /** The lines of a text, without comments and empty ones. */
    static List<EniLine> of(String text, String source) {
        var lines = new ArrayList<EniLine>();
        var words = new ArrayList<Scalar.Text>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            boolean goesOn = line.endsWith("\\");
            if (words.isEmpty() && line.strip().startsWith("#")) {
                continue;
            }
            words(goesOn ? line.substring(0, line.length() - 1) : line, source, number, words);
            if (!goesOn) {
                add(words, lines);
            }
        }
        add(words, lines);
        return lines;
    }

    private static void add(List<Scalar.Text> words, List<EniLine> lines) {
        if (!words.isEmpty()) {
            lines.add(new EniLine(words));
            words.clear();
        }
    }

    private static void words(String line, String source, int number, List<Scalar.Text> words) {
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean blank = i == line.length() || Character.isWhitespace(line.charAt(i));
            if (blank && start >= 0) {
                var origin = new Origin(source, number, start + 1);
                words.add(new Scalar.Text(line.substring(start, i), origin));
                start = -1;
            } else if (!blank && start < 0) {
                start = i;
            }
        }
    }

    String option() {
        return words.getFirst().value();
    }

    Origin origin() {
        return words.getFirst().origin();
    }

    /**
     * A word after the first, counted from 1.
     *
     * @throws MalformedException if the line is too short
     */
    Scalar.Text word(int position) {
        if (position >= words.size()) {
            throw malformed(
                    "network.eni-line-too-short",
                    option() + " lacks a value",
                    "Write it as interfaces(5) has it");
        }
        return words.get(position);
    }

    /** All words after the first. */
    Sequence rest() {
        return new Sequence(new ArrayList<>(words.subList(1, words.size())), origin());
    }

    MalformedException malformed(String code, String message, String remedy) {
        return new MalformedException(code, EniReader.ACT, origin(), message, remedy);
    }
}
