package org.cloudinit.core.logging;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a Python tuple of strings, numbers and names such as {@code ('/var/log/x', 'a')},
 * flattened.
 */
final class PythonArguments {
    private PythonArguments() {}

    static List<String> of(String tuple) {
        var items = new ArrayList<String>();
        int at = 0;
        while (at < tuple.length()) {
            char c = tuple.charAt(at);
            if (c == '\'' || c == '"') {
                int end = tuple.indexOf(c, at + 1);
                end = end < 0 ? tuple.length() : end;
                items.add(tuple.substring(at + 1, end));
                at = end + 1;
            } else if (isSeparator(c)) {
                at++;
            } else {
                int end = at;
                while (end < tuple.length() && !isSeparator(tuple.charAt(end))) {
                    end++;
                }
                items.add(tuple.substring(at, end));
                at = end;
            }
        }
        return items;
    }

    private static boolean isSeparator(char c) {
        return c == '('
                || c == ')'
                || c == ','
                || c == '['
                || c == ']'
                || Character.isWhitespace(c);
    }
}
