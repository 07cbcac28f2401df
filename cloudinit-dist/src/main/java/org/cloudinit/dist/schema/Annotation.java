package org.cloudinit.dist.schema;

import java.util.ArrayList;
import java.util.List;

/** A document with a mark behind each line that there is something to say about. */
final class Annotation {
    private final List<String> errorLegend = new ArrayList<>();
    private final List<String> deprecationLegend = new ArrayList<>();

    private Annotation() {}

    /**
     * The document with marks {@code E1}, {@code D1}, and what they mean below it ({@code
     * config/schema.py}'s {@code _Annotator}).
     */
    static String annotate(String content, List<Note> errors, List<Note> deprecations) {
        return new Annotation().run(content.split("\n", -1), errors, deprecations);
    }

    private String run(String[] lines, List<Note> errors, List<Note> deprecations) {
        var annotated = new ArrayList<String>();
        for (int i = 0; i < lines.length; i++) {
            var labels = new ArrayList<String>();
            label(labels, "E", errorLegend, errors, i + 1);
            label(labels, "D", deprecationLegend, deprecations, i + 1);
            annotated.add(
                    labels.isEmpty() ? lines[i] : lines[i] + "\t\t# " + String.join(",", labels));
        }
        addLegend(annotated, "Errors", errorLegend);
        addLegend(annotated, "Deprecations", deprecationLegend);
        return String.join("\n", annotated);
    }

    private static void label(
            List<String> labels, String letter, List<String> legend, List<Note> notes, int line) {
        for (Note note : notes) {
            if (note.line() == line) {
                String label = letter + (legend.size() + 1);
                labels.add(label);
                legend.add("# " + label + ": " + note.message());
            }
        }
    }

    private static void addLegend(List<String> annotated, String title, List<String> legend) {
        if (!legend.isEmpty()) {
            annotated.add("# " + title + ": -------------\n" + String.join("\n", legend) + "\n\n");
        }
    }
}
