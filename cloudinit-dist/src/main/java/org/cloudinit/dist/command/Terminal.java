package org.cloudinit.dist.command;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes. Text is UTF-8 in every locale, as the original's is.
 *
 * @param in standard input
 * @param raw standard output, unbuffered: a writer to it learns that nobody reads any more
 * @param out standard output for text
 * @param err standard error
 */
public record Terminal(InputStream in, OutputStream raw, PrintStream out, PrintStream err) {
    /** The streams of this process. */
    public static Terminal ofProcess() {
        return of(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    /** Streams of the caller's own. */
    public static Terminal of(InputStream in, OutputStream out, OutputStream err) {
        return new Terminal(
                in,
                out,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
