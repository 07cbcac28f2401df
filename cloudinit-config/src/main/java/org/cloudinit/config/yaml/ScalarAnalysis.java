package org.cloudinit.config.yaml;

/**
 * Which styles can hold a text in block context when all but ASCII is escaped: PyYAML's rules for
 * its {@code allow_unicode=False}.
 *
 * @param empty the text has no characters
 * @param multiline the text has line breaks
 * @param plain the text can stand without quotes
 * @param single the text can stand in single quotes
 */
record ScalarAnalysis(boolean empty, boolean multiline, boolean plain, boolean single) {
    private static final String INDICATORS_AT_START = "#,[]{}&*!|>'\"%@`";

    static ScalarAnalysis of(String text) {
        if (text.isEmpty()) {
            return new ScalarAnalysis(true, false, true, true);
        }
        boolean breaks = text.indexOf('\n') >= 0;
        boolean special = !isPrintableAscii(text);
        boolean breakThenSpace = text.contains("\n ");
        boolean spaceThenBreak = text.contains(" \n");
        boolean plain =
                !breaks
                        && !special
                        && !isBlank(text.charAt(0))
                        && !isBlank(text.charAt(text.length() - 1));
        return new ScalarAnalysis(
                false,
                breaks || hasForeignBreak(text),
                plain && !hasIndicator(text),
                !special && !breakThenSpace && !spaceThenBreak);
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n') || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasForeignBreak(String text) {
        return text.indexOf('\u0085') >= 0
                || text.indexOf('\u2028') >= 0
                || text.indexOf('\u2029') >= 0;
    }

    /** Whether plain text would be taken for something else than a scalar. */
    private static boolean hasIndicator(String text) {
        char first = text.charAt(0);
        boolean firstAlone = text.length() == 1 || isBlank(text.charAt(1));
        if (text.startsWith("---") || text.startsWith("...")) {
            return true;
        }
        if (INDICATORS_AT_START.indexOf(first) >= 0
                || (firstAlone && (first == '?' || first == ':' || first == '-'))) {
            return true;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':' && (i + 1 == text.length() || isBlank(text.charAt(i + 1)))) {
                return true;
            }
            if (c == '#' && isBlank(text.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n';
    }
}
