package org.cloudinit.core.identify;

import java.util.ArrayList;
import java.util.List;

/** Text as the original's shell script takes it apart. */
final class ShellText {
    private ShellText() {}

    /** Words between white space. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (String word : text.split("\\s+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** What stands between the quotes, where both ends have the same. */
    static String unquoted(String text) {
        if (text.length() >= 2) {
            char first = text.charAt(0);
            if ((first == '"' || first == '\'') && text.charAt(text.length() - 1) == first) {
                return text.substring(1, text.length() - 1);
            }
        }
        return text;
    }

    /** Items of a list on one line, with brackets or without. */
    static List<String> items(String text) {
        String inner = text.startsWith("[") ? text.substring(1) : text;
        inner = inner.endsWith("]") ? inner.substring(0, inner.length() - 1) : inner;
        var items = new ArrayList<String>();
        for (String item : inner.split(",", -1)) {
            // An item that holds blanks is several: the names are joined by blanks later.
            items.addAll(words(unquoted(item.strip())));
        }
        return items;
    }

    /** The line without its comment. */
    static String withoutComment(String line) {
        int hash = line.indexOf('#');
        return hash < 0 ? line : line.substring(0, hash);
    }
}
