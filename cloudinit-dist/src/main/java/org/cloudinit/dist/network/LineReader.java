package org.cloudinit.dist.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, each within a bound. */
final class LineReader {
    /** Most bytes of a line. */
    static final int LIMIT = 16 << 20;

    private final InputStream in;
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
        int b = in.read();
        if (b < 0) {
            return false;
        }
        number++;
        while (b >= 0 && b != '\n') {
            if (line.size() < LIMIT) {
                line.write(b);
            } else {
                tooLong = true;
            }
            b = in.read();
        }
        return true;
    }

    /** The line without its line break, or null where it is longer than {@link #LIMIT}. */
    byte @Nullable [] line() {
        return tooLong ? null : line.toByteArray();
    }

    /** Number of the line, counted from 1. */
    int number() {
        return number;
    }

    /** Whether more can be read without waiting. */
    boolean ready() throws IOException {
        return in.available() > 0;
    }
}
