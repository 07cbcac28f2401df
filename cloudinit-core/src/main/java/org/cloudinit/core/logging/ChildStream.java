package org.cloudinit.core.logging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the standard input of a program that lives as long as the stream. */
final class ChildStream extends OutputStream {
    private static final Logger LOG = LoggerFactory.getLogger(ChildStream.class);

    /** So long the program may take to end after its input has. */
    private static final long PATIENCE_SECONDS = 5;

    private final Process process;
    private final OutputStream input;
    private final Thread pump;

    private ChildStream(Process process, OutputStream console) {
        super();
        this.process = process;
        this.input = process.getOutputStream();
        this.pump = new Thread(() -> pass(process.getInputStream(), console), "output of a pipe");
        pump.setDaemon(true);
        pump.start();
    }

    /**
     * Starts a program, whose errors go where this process's go.
     *
     * @param console takes what it says
     */
    static ChildStream of(List<String> words, OutputStream console) throws IOException {
        var builder = new ProcessBuilder(words);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new ChildStream(builder.start(), console);
    }

    private static void pass(InputStream from, OutputStream console) {
        try {
            from.transferTo(console);
            console.flush();
        } catch (IOException failure) {
            LOG.debug("A pipe's output is lost: {}", failure.getMessage());
        }
    }

    @Override
    public void write(int b) throws IOException {
        input.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        input.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        input.flush();
    }

    @Override
    public void close() throws IOException {
        input.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("a program that takes output did not end");
            }
            pump.join(PATIENCE_SECONDS * 1000);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
