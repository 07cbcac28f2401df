package org.cloudinit.core.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cloudinit.api.host.ProcessRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs of this system. Output is read to its end and kept up to a bound, so that a
 * talkative program neither blocks nor fills the heap. At the time limit the program and all that
 * it started are killed.
 *
 * <p>A program that left something running which still holds its output, as a daemon would, is
 * waited for only {@value #GRACE_MILLIS} ms longer; what the daemon says later is lost.
 */
public final class LocalProcesses implements ProcessRunner {
    /** Most bytes that are kept of each output. */
    public static final int OUTPUT_LIMIT = 4 << 20;

    /** The exit code of a program that was killed at its time limit, as timeout(1) gives it. */
    public static final int TIMED_OUT = 124;

    private static final long GRACE_MILLIS = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(LocalProcesses.class);

    private final OutputStream shownOutput;
    private final OutputStream shownError;

    /**
     * Programs whose shown output goes to the given streams.
     *
     * @param shownOutput the stage's standard output
     * @param shownError the stage's standard error
     */
    public LocalProcesses(OutputStream shownOutput, OutputStream shownError) {
        this.shownOutput = shownOutput;
        this.shownError = shownError;
    }

    @Override
    public Result run(Command command) throws IOException {
        LOG.debug("running {}", command);
        Process process = start(command);
        boolean shown = command.output() == Output.SHOWN;
        var output =
                new OutputPump(process.getInputStream(), shown ? shownOutput : null, OUTPUT_LIMIT);
        var error =
                new OutputPump(process.getErrorStream(), shown ? shownError : null, OUTPUT_LIMIT);
        output.start();
        error.start();
        new InputFeed(process.getOutputStream(), command.input()).start();
        int code = end(process, command);
        output.await(GRACE_MILLIS);
        error.await(GRACE_MILLIS);
        return new Result(code, output.kept(), error.kept());
    }

    @Override
    public void show(String text) throws IOException {
        shownOutput.write(text.getBytes(StandardCharsets.UTF_8));
        shownOutput.flush();
    }

    @Override
    public Conversation converse(Command command) throws IOException {
        LOG.debug("talking with {}", command);
        Process process = start(command);
        new OutputPump(process.getErrorStream(), shownError, OUTPUT_LIMIT).start();
        return new ProcessConversation(
                process, command.words().getFirst(), command.timeoutMillis());
    }

    private static Process start(Command command) throws IOException {
        var builder = new ProcessBuilder(command.words());
        for (Map.Entry<String, String> variable : command.environment().entrySet()) {
            builder.environment().put(variable.getKey(), variable.getValue());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(
                    "starting " + command.words().getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static int end(Process process, Command command) throws IOException {
        try {
            if (process.waitFor(command.timeoutMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.words().getFirst() + " ran", e);
        }
        kill(process);
        LOG.warn("killed {}: not done after {} ms", command, command.timeoutMillis());
        return TIMED_OUT;
    }

    /** Children are listed before the parent dies, for then they have another parent. */
    static void kill(Process process) {
        var family = process.descendants().toList();
        // By its handle: the process itself would close its input, which a writer may hold.
        process.toHandle().destroyForcibly();
        for (ProcessHandle child : family) {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        }
    }
}
