package org.cloudinit.core.logging;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to a file and to the console. A console that has gone away does not keep the file from it.
 */
final class TeeStream extends OutputStream {
    private final OutputStream console;
    private final OutputStream file;

    TeeStream(OutputStream console, OutputStream file) {
        super();
        this.console = console;
        this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        IOException failure = null;
        try {
            console.write(bytes, offset, length);
            console.flush();
        } catch (IOException e) {
            failure = e;
        }
        file.write(bytes, offset, length);
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
