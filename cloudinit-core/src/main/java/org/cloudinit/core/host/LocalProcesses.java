package org.cloudinit.core.host;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.cloudinit.api.host.ProcessRunner;
import org.jspecify.annotations.Nullable;
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
    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(LocalProcesses.class);

    private final Console console;
    private @Nullable ExecutorService pumps;

    /**
     * Programs that show their output on a console. Where both outputs go to one place a program
     * gets one for both, so that its lines keep their order; where they are this program's own it
     * inherits them.
     */
    public LocalProcesses(Console console) {
        this.console = console;
    }

    @Override
    public Result run(Command command) throws IOException {
        return start(command).await();
    }

    @Override
    public Running start(Command command) throws IOException {
        LOG.debug("running {}", command);
        long limit = System.nanoTime() + command.timeoutMillis() * 1_000_000;
        ProcessBuilder builder = builder(command);
        OutputStream shownOutput = null;
        OutputStream shownError = null;
        if (command.output() == Output.SHOWN) {
            shownOutput = console.output();
            shownError = console.error();
            show(builder, shownOutput, shownError);
        }
        Process process = start(builder, command);
        new InputFeed(process.getOutputStream(), command.input()).start();
        if (command.output() == Output.CAPTURED_LATE) {
            return () -> late(command, process, limit);
        }
        return pumped(command, process, limit, shownOutput, shownError);
    }

    private Running pumped(
            Command command,
            Process process,
            long limit,
            @Nullable OutputStream shownOutput,
            @Nullable OutputStream shownError) {
        OutputPump output =
                new OutputPump(process.getInputStream(), shownOutput, OUTPUT_LIMIT).start(pumps());
        OutputPump error =
                new OutputPump(process.getErrorStream(), shownError, OUTPUT_LIMIT).start(pumps());
        return new Started(command, process, limit, output, error);
    }

    /**
     * A program at work.
     *
     * @param limit its time limit, by {@link System#nanoTime()}
     */
    private record Started(
            Command command, Process process, long limit, OutputPump output, OutputPump error)
            implements Running {
        @Override
        public Result await() throws IOException {
            int code = end(process, command, limit - System.nanoTime());
            output.await(GRACE_MILLIS);
            error.await(GRACE_MILLIS);
            return new Result(code, output.kept(), error.kept());
        }
    }

    /** Made for the first program that needs them. */
    private synchronized ExecutorService pumps() {
        if (pumps == null) {
            pumps = OutputPump.threads();
        }
        return pumps;
    }

    /** Each line that is read as it comes would wake a thread, a hundred times in a usual boot. */
    private Result late(Command command, Process process, long limit) throws IOException {
        long patience = Math.min(limit - System.nanoTime(), PATIENCE_NANOS);
        if (!hasEnded(process, command, patience)) {
            return pumped(command, process, limit, null, null).await();
        }
        return new Result(
                process.exitValue(),
                atHand(process.getInputStream()),
                atHand(process.getErrorStream()));
    }

    /** What a program that has ended said: it does not matter who still holds the pipe. */
    private static byte[] atHand(InputStream output) throws IOException {
        var said = new ByteArrayOutputStream(0);
        for (int count = output.available(); count > 0; count = output.available()) {
            said.write(output.readNBytes(count));
        }
        return said.toByteArray();
    }

    @Override
    public void beside(String name, Runnable work) {
        Thread.ofPlatform().name(name).daemon().start(work);
    }

    @Override
    public void show(String text) throws IOException {
        console.output().write(text.getBytes(StandardCharsets.UTF_8));
        console.output().flush();
    }

    @Override
    public Conversation converse(Command command) throws IOException {
        LOG.debug("talking with {}", command);
        Process process = start(builder(command), command);
        new OutputPump(process.getErrorStream(), console.error(), OUTPUT_LIMIT).start(pumps());
        return new ProcessConversation(
                process, command.words().getFirst(), command.timeoutMillis());
    }

    private static ProcessBuilder builder(Command command) {
        var builder = new ProcessBuilder(command.words());
        for (Map.Entry<String, String> variable : command.environment().entrySet()) {
            builder.environment().put(variable.getKey(), variable.getValue());
        }
        return builder;
    }

    private static void show(ProcessBuilder builder, OutputStream output, OutputStream error)
            throws IOException {
        builder.redirectErrorStream(output.equals(error));
        if (isOwn(output, FileDescriptor.out)) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        }
        if (isOwn(error, FileDescriptor.err)) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
    }

    private static boolean isOwn(OutputStream stream, FileDescriptor own) throws IOException {
        return stream instanceof FileOutputStream file && file.getFD() == own;
    }

    private static Process start(ProcessBuilder builder, Command command) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(
                    "starting " + command.words().getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static int end(Process process, Command command, long nanos) throws IOException {
        if (hasEnded(process, command, nanos)) {
            return process.exitValue();
        }
        kill(process);
        LOG.warn("killed {}: not done after {} ms", command, command.timeoutMillis());
        return TIMED_OUT;
    }

    /** Waits for the end for so long. */
    private static boolean hasEnded(Process process, Command command, long nanos)
            throws IOException {
        try {
            return process.waitFor(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.words().getFirst() + " ran", e);
        }
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
