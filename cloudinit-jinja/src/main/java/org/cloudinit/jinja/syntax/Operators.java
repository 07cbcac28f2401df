package org.cloudinit.jinja.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators of expressions. */
final class Operators {
    private static final List<String> LONG = List.of("//", "**", "==", "!=", ">=", "<=");
    private static final String SHORT = "+-/*%~[](){}=<>.:|,;";

    private Operators() {}

    /** The longest operator at a position; null where there is none. */
    static @Nullable String at(String text, int position) {
        for (String operator : LONG) {
            if (text.startsWith(operator, position)) {
                return operator;
            }
        }
        char c = text.charAt(position);
        return SHORT.indexOf(c) >= 0 ? String.valueOf(c) : null;
    }
}
