package org.cloudinit.core.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes to the standard input of a program that lives as long as the stream. */
final class ChildStream extends OutputStream {
    /** So long the program may take to end after its input has. */
    private static final long PATIENCE_SECONDS = 5;

    private final Process process;
    private final OutputStream input;

    private ChildStream(Process process) {
        super();
        this.process = process;
        this.input = process.getOutputStream();
    }

    /** Starts a program, whose own output goes where this process's goes. */
    static ChildStream of(List<String> words) throws IOException {
        var builder = new ProcessBuilder(words);
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new ChildStream(builder.start());
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
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
