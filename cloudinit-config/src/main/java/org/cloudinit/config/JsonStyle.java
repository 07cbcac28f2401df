package org.cloudinit.config;

/**
 * The options of Python's {@code json.dumps} that the original uses.
 *
 * @param indent spaces per level; {@link #ONE_LINE} for a single line
 * @param sorted whether keys are sorted
 */
public record JsonStyle(int indent, boolean sorted) {
    /** No line breaks; a space after each comma and colon. */
    public static final int ONE_LINE = -1;

    /** The original's {@code util.json_dumps}: keys sorted, one space a level. */
    public static final JsonStyle INDENTED = new JsonStyle(1, true);

    /** Python's default: one line, keys in the order of the document. */
    public static final JsonStyle LINE = new JsonStyle(ONE_LINE, false);

    public JsonStyle {
        if (indent < ONE_LINE) {
            throw new IllegalArgumentException("indent " + indent);
        }
    }
}
