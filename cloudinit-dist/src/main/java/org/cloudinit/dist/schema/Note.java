package org.cloudinit.dist.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Something to say about a line of a document.
 *
 * @param path place in the document's structure, or {@code format-lLINE.cCOLUMN} where the text
 *     itself is meant
 * @param message what is wrong
 * @param line line, counted from 1
 */
record Note(String path, String message, int line) {
    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);

    private static final Comparator<Note> ORDER =
            Comparator.comparing(Note::path, BY_CODE_POINT)
                    .thenComparing(Note::message, BY_CODE_POINT);

    /** A note on the text at a place. */
    static Note at(int line, int column, String message) {
        return new Note("format-l" + line + ".c" + column, message, line);
    }

    /** All notes in one line, sorted, each once. */
    static String join(String prefix, Collection<Note> notes) {
        List<String> lines =
                notes.stream()
                        .sorted(ORDER)
                        .map(note -> note.path + ": " + note.message)
                        .distinct()
                        .toList();
        return prefix + String.join(", ", lines);
    }
}
