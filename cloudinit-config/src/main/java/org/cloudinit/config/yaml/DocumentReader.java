package org.cloudinit.config.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The characters of a document for SnakeYAML's scanner. SnakeYAML's own reader moves a window over
 * a stream and copies it for every thousand characters of a long scalar, which takes quadratic
 * time, and its marks quote the document; this one reads the text where it is, and its marks hold
 * positions only.
 */
final class DocumentReader extends StreamReader {
    private static final int[] NO_SNIPPET = {};
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final String text;

    /** The text as code points where it holds any beyond U+FFFF; else a character is one. */
    private final int @Nullable [] points;

    private final int length;
    private int pointer;
    private int line;
    private int column;
    private int documentStart;

    DocumentReader(String text) {
        super("");
        this.text = text;
        this.length = text.codePointCount(0, text.length());
        this.points = length == text.length() ? null : text.codePoints().toArray();
    }

    /** The position of the first character that YAML does not allow, or -1. */
    int firstForbidden() {
        for (int i = 0; i < length; i++) {
            int c = at(i);
            // Most are of ASCII, and the library's own question is a long one.
            if ((c < ' ' || c > '~') && !isPrintable(c)) {
                return i;
            }
        }
        return -1;
    }

    private int at(int index) {
        return points == null ? text.charAt(index) : points[index];
    }

    @Override
    public Mark getMark() {
        return new Mark("", pointer, line, column, NO_SNIPPET, 0);
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int count) {
        int end = Math.min(pointer + count, length);
        while (pointer < end) {
            int c = at(pointer++);
            if (isBreak(c) || (c == '\r' && pointer < length && at(pointer) != '\n')) {
                line++;
                column = 0;
            } else if (c != BYTE_ORDER_MARK) {
                column++;
            }
        }
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int ahead) {
        int index = pointer + ahead;
        return index < length ? at(index) : 0;
    }

    @Override
    public String prefix(int count) {
        int end = Math.min(pointer + count, length);
        return points == null
                ? text.substring(pointer, end)
                : new String(points, pointer, end - pointer);
    }

    /** As the scanner uses it, for characters without line breaks. */
    @Override
    public String prefixForward(int count) {
        String prefix = prefix(count);
        pointer = Math.min(pointer + count, length);
        column += count;
        return prefix;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getDocumentIndex() {
        return pointer - documentStart;
    }

    @Override
    public void resetDocumentIndex() {
        documentStart = pointer;
    }

    @Override
    public int getIndex() {
        return pointer;
    }

    @Override
    public int getLine() {
        return line;
    }
}
