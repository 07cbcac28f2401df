package org.cloudinit.dist;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.cloudinit.dist.command.Caller;
import org.cloudinit.dist.command.Terminal;

/** The program without its process: from the words of a command line to texts and exit code. */
public final class Program {
    private static final Caller ROOT = new Caller(true, Map.of());

    private Program() {}

    /**
     * How a run ended.
     *
     * @param code exit code
     * @param out standard output
     * @param err standard error
     */
    public record Run(int code, String out, String err) {}

    /** Runs a command as root. */
    public static Run run(String... words) {
        return run(ROOT, InputStream.nullInputStream(), words);
    }

    /** Runs a command. */
    public static Run run(Caller caller, InputStream in, String... words) {
        if (!(CommandLine.read(words) instanceof Invocation.Other other)) {
            throw new IllegalArgumentException("not one of the commands beside the stage");
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code =
                new Commands(other.globals(), Terminal.of(in, out, err), caller).run(other.words());
        return new Run(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
