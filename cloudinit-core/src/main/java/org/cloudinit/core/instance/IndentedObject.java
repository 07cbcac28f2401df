package org.cloudinit.core.instance;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in the form of {@link org.cloudinit.api.config.Documents#toJsonFile}, cut where its
 * entries begin. An entry is added without reading and writing the others: what a boot adds to a
 * document of hundreds of lines is two of them.
 */
final class IndentedObject {
    private static final String BEGIN = "{\n";
    private static final String BETWEEN = ",\n";
    private static final String END = "\n}\n";

    /**
     * The lines of each entry by its key, which is plain, so that its order is that of the text.
     */
    private final SortedMap<String, String> entries;

    private IndentedObject(SortedMap<String, String> entries) {
        this.entries = entries;
    }

    /** The entries of a text, or null where it has another form, whatever it may say. */
    static @Nullable IndentedObject of(String text) {
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            return null;
        }
        var cut = new Cut(text);
        return cut.isWhole() ? new IndentedObject(cut.entries) : null;
    }

    /** This object with the entries of another one, which replace its own. */
    IndentedObject with(IndentedObject others) {
        var all = new TreeMap<>(entries);
        all.putAll(others.entries);
        return new IndentedObject(all);
    }

    String text() {
        return BEGIN + String.join(BETWEEN, entries.values()) + END;
    }

    /** Goes over the lines once: each must be indented as deep as it lies. */
    private static final class Cut {
        private final String text;
        private final SortedMap<String, String> entries = new TreeMap<>();
        private int depth = 1;
        private int entry = -1;

        Cut(String text) {
            this.text = text;
        }

        boolean isWhole() {
            int from = BEGIN.length();
            int last = text.length() - END.length() + 1;
            while (from < last) {
                int end = text.indexOf('\n', from);
                if (!line(from, end)) {
                    return false;
                }
                from = end + 1;
            }
            return depth == 1 && take(last - 1, END);
        }

        private boolean line(int from, int end) {
            int indent = 0;
            while (text.charAt(from + indent) == ' ') {
                indent++;
            }
            char first = text.charAt(from + indent);
            if (first == '}' || first == ']') {
                depth--;
            } else if (depth == 1) {
                if (entry >= 0 && !take(from - BETWEEN.length(), BETWEEN)) {
                    return false;
                }
                entry = from;
            }
            boolean asDeep = indent == depth;
            char ending = text.charAt(end - 1);
            if (ending == '{' || ending == '[') {
                depth++;
            }
            return asDeep && depth > 0;
        }

        /**
         * Whether what lies between the last entry's beginning and here is one.
         *
         * @param after what has to follow it
         */
        private boolean take(int end, String after) {
            int key = entry + 2;
            int keyEnd = text.indexOf("\": ", key);
            if (entry < 0 || text.charAt(key - 1) != '"' || keyEnd < 0 || keyEnd > end) {
                return false;
            }
            String name = text.substring(key, keyEnd);
            return name.indexOf('\\') < 0
                    && name.indexOf('"') < 0
                    && text.charAt(end - 1) != ','
                    && text.startsWith(after, end)
                    && entries.put(name, text.substring(entry, end)) == null;
        }
    }
}
