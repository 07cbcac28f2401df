package org.cloudinit.dist.schema;

import java.util.ArrayList;
import java.util.List;

/** A document with a mark behind each line that there is something to say about. */
final class Annotation {
    private final List<Marks> all;
    private final List<List<String>> legends = new ArrayList<>();

    /**
     * Notes of one sort.
     *
     * @param letter what their marks begin with
     * @param title what their legend is called
     */
    record Marks(String letter, String title, List<Note> notes) {
        Marks {
            notes = List.copyOf(notes);
        }
    }

    private Annotation(List<Marks> all) {
        this.all = all;
        for (int i = 0; i < all.size(); i++) {
            legends.add(new ArrayList<>());
        }
    }

    /**
     * The document with marks {@code E1}, {@code D1}, and what they mean below it ({@code
     * config/schema.py}'s {@code _Annotator}).
     */
    static String annotate(String content, List<Marks> marks) {
        return new Annotation(marks).run(content.split("\n", -1));
    }

    private String run(String[] lines) {
        var annotated = new ArrayList<String>();
        for (int i = 0; i < lines.length; i++) {
            var labels = new ArrayList<String>();
            for (int sort = 0; sort < all.size(); sort++) {
                label(labels, all.get(sort), legends.get(sort), i + 1);
            }
            annotated.add(
                    labels.isEmpty() ? lines[i] : lines[i] + "\t\t# " + String.join(",", labels));
        }
        for (int sort = 0; sort < all.size(); sort++) {
            addLegend(annotated, all.get(sort).title(), legends.get(sort));
        }
        return String.join("\n", annotated);
    }

    private static void label(List<String> labels, Marks marks, List<String> legend, int line) {
        for (Note note : marks.notes()) {
            if (note.line() == line) {
                String label = marks.letter() + (legend.size() + 1);
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
