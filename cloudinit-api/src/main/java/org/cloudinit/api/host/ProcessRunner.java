package org.cloudinit.api.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starts programs, with a time limit always. */
public interface ProcessRunner {
    /**
     * Runs a program to its end. Under another root folder than {@code /} it is not run but noted:
     * such a run must not touch the machine. The result is then an empty success.
     *
     * @throws IOException if it cannot be started
     */
    Result run(Command command) throws IOException;

    /**
     * Starts a program and does not wait for its end, so that programs that do not need one another
     * run side by side. Where they are only noted, or not told otherwise, it has ended already.
     *
     * @throws IOException if it cannot be started
     */
    default Running start(Command command) throws IOException {
        return new Ended(run(command));
    }

    /**
     * Does work that starts programs and waits for them, beside the caller. Where programs are only
     * noted, or not told otherwise, it is done before the caller goes on.
     *
     * @param name of the work, for who looks at the threads
     */
    default void beside(String name, Runnable work) {
        work.run();
    }

    /**
     * Shows a text where a program's shown output goes.
     *
     * @throws IOException if it cannot be shown
     */
    default void show(String text) throws IOException {
        byte[] input = text.getBytes(StandardCharsets.UTF_8);
        run(new Command(List.of("cat"), Map.of(), input, 60_000, Output.SHOWN));
    }

    /**
     * Starts a program to talk with. The command's time limit is that of each answer; its standard
     * error goes where the stage's own goes.
     *
     * @throws IOException if it cannot be started, or programs are not talked with here: under
     *     another root folder than {@code /} there is none
     */
    default Conversation converse(Command command) throws IOException {
        throw new IOException(command.words().getFirst() + " is not started here");
    }

    /**
     * These programs for what has nothing to do with the network: while a network takes effect,
     * others wait for it.
     */
    default ProcessRunner apartFromNetwork() {
        return this;
    }

    /** A program that was started. */
    @FunctionalInterface
    interface Running {
        /**
         * Waits for its end, or kills it at its time limit, which began with its start.
         *
         * @throws IOException if the wait is interrupted
         */
        Result await() throws IOException;
    }

    /**
     * A program that has ended.
     *
     * @param await how it ended
     */
    record Ended(Result await) implements Running {}

    /** A program that runs, and answers in lines. */
    interface Conversation extends AutoCloseable {
        /** Gives it a text to read; does not wait until it is read. */
        void send(String text) throws IOException;

        /**
         * The next line that it says, without its end; null where it has ended.
         *
         * @throws IOException if it says nothing within the time limit; it is then killed with its
         *     children
         */
        @Nullable String receive() throws IOException;

        /** Ends it: it finds nothing more to read, and is killed if it goes on for a second. */
        @Override
        void close();
    }

    /**
     * A program to be run.
     *
     * @param words program and arguments; no shell takes part
     * @param environment variables added to the stage's own
     * @param input bytes for its standard input
     * @param timeoutMillis after so many milliseconds it is killed with its children
     * @param output where its standard output and error go
     */
    record Command(
            List<String> words,
            Map<String, String> environment,
            byte[] input,
            long timeoutMillis,
            Output output) {
        public Command {
            Objects.requireNonNull(output, "output");
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
            input = input.clone();
            if (words.isEmpty() || timeoutMillis <= 0) {
                throw new IllegalArgumentException("a command needs words and a time limit");
            }
        }

        /** A program without input, for at most a minute. */
        public static Command of(String... words) {
            return new Command(List.of(words), Map.of(), new byte[0], 60_000, Output.CAPTURED);
        }

        /**
         * As {@link #of}, a program that leaves nothing running behind it, and seldom says much.
         */
        public static Command brief(String... words) {
            return new Command(List.of(words), Map.of(), new byte[0], 60_000, Output.CAPTURED_LATE);
        }

        /** Program and number of arguments; arguments may be secret. */
        @Override
        public String toString() {
            return words.getFirst() + " with " + (words.size() - 1) + " arguments";
        }
    }

    /** Where a program's standard output and error go. */
    enum Output {
        /** Into the {@link Result}. */
        CAPTURED,
        /**
         * The same, and nobody reads before it has ended or a second has gone by: of a program that
         * says less than a pipe holds, which is not to wake its reader with every line. What it
         * leaves running has nobody to speak to.
         */
        CAPTURED_LATE,
        /** To the stage's own, which the configuration's {@code output} may have redirected. */
        SHOWN
    }

    /**
     * How it ended.
     *
     * @param exitCode its exit code, or 128 plus the signal; 124 where the time limit was reached
     * @param output standard output, at most a few MiB of it; empty if it was shown
     * @param error standard error, likewise
     */
    record Result(int exitCode, byte[] output, byte[] error) {
        public Result {
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(error, "error");
        }

        public boolean success() {
            return exitCode == 0;
        }
    }
}
