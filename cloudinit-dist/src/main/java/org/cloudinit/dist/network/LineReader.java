package org.cloudinit.dist.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, each within a bound. */
final class LineReader {
    /** Most bytes of a line. */
    static final int LIMIT = 16 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 18];
    private int position;
    private int end;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private boolean tooLong;
    private int number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false at the end. The last line needs no line break. */
    boolean next() throws IOException {
        line.reset();
        tooLong = false;
        if (position == end && !fill()) {
            return false;
        }
        number++;
        do {
            int stop = lineBreak();
            take(stop < 0 ? end : stop);
            if (stop >= 0) {
                position = stop + 1;
                return true;
            }
        } while (fill());
        return true;
    }

    private void take(int stop) {
        if (line.size() + stop - position > LIMIT) {
            tooLong = true;
            line.reset();
        } else if (!tooLong) {
            line.write(buffer, position, stop - position);
        }
        position = stop;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private int lineBreak() {
        for (int i = position; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** The line without its line break, or null where it is longer than {@link #LIMIT}. */
    byte @Nullable [] line() {
        return tooLong ? null : line.toByteArray();
    }

    /** Whether the line holds white space alone. */
    boolean isBlank() {
        return !tooLong && line.toString(StandardCharsets.ISO_8859_1).isBlank();
    }

    /** Number of the line, counted from 1. */
    int number() {
        return number;
    }

    /** Whether a whole line more can be taken without asking the stream. */
    boolean ready() {
        return lineBreak() >= 0;
    }
}
