package org.cloudinit.jinja.value;

/** What filters and methods of texts have in common. */
public final class TextChanges {
    private TextChanges() {}

    /** Python's {@code replace}; a negative count means all. */
    public static String replaced(String text, String old, String fresh, int count, Budget budget) {
        var out = new StringBuilder();
        int left = count < 0 ? Integer.MAX_VALUE : count;
        int at = 0;
        int hit = text.indexOf(old);
        while (hit >= 0 && left-- > 0) {
            budget.allocate(fresh.length());
            out.append(text, at, hit).append(fresh);
            at = hit + old.length();
            // Nothing is found before each character, and behind the last one.
            hit = old.isEmpty() ? (at < text.length() ? at + 1 : -1) : text.indexOf(old, at);
        }
        return budget.made(out.append(text, at, text.length()).toString());
    }

    /** A text in the middle of a width, as Python places it. */
    public static String centered(String text, int width, Budget budget) {
        int missing = Math.max(0, width - text.codePointCount(0, text.length()));
        budget.allocate(missing);
        int left = missing / 2 + (missing & width & 1);
        return " ".repeat(left) + text + " ".repeat(missing - left);
    }
}
