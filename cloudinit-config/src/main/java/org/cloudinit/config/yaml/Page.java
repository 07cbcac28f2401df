package org.cloudinit.config.yaml;

/**
 * The text being written, and where its last line stands: the state from which PyYAML decides about
 * white space.
 */
final class Page {
    /** Spaces per level. */
    static final int STEP = 4;

    /** A line that is longer is folded at the next single space. */
    static final int WIDTH = 80;

    /** The level before any collection begins. */
    static final int NO_INDENT = -1;

    private final StringBuilder out = new StringBuilder();
    private int indent = NO_INDENT;
    private int column;
    private boolean whitespace = true;
    private boolean indention = true;

    /** Columns of the current level. */
    int indent() {
        return indent;
    }

    void indent(int columns) {
        indent = columns;
    }

    /** Whether nothing but indentation and indicators such as {@code -} stands on the line. */
    boolean indention() {
        return indention;
    }

    boolean overflows(int more) {
        return column + more > WIDTH;
    }

    /** Writes {@code :}, a quote, an anchor or the like. */
    void indicator(String text, boolean spaceBefore, boolean keepsIndention) {
        if (spaceBefore && !whitespace) {
            out.append(' ');
            column++;
        }
        whitespace = false;
        indention = indention && keepsIndention;
        text(text);
    }

    /**
     * Goes to the column of the current level, on a new line unless this one is free up to there.
     */
    void toIndent() {
        int target = Math.max(indent, 0);
        if (!indention || column > target || (column == target && !whitespace)) {
            lineBreak();
        }
        if (column < target) {
            whitespace = true;
            out.repeat(' ', target - column);
            column = target;
        }
    }

    void lineBreak() {
        out.append('\n');
        whitespace = true;
        indention = true;
        column = 0;
    }

    /** From here on the line holds content. */
    void beginContent() {
        whitespace = false;
        indention = false;
    }

    void spaceUnlessBlank() {
        if (!whitespace) {
            text(" ");
        }
    }

    void text(String text) {
        out.append(text);
        column += text.length();
    }

    void text(String text, int from, int to) {
        out.append(text, from, to);
        column += to - from;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
