package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.ProcessRunner;

/** Runs nothing and records everything. Unless told otherwise every program succeeds silently. */
public final class RecordingProcesses implements ProcessRunner {
    private final List<Command> commands = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final StringBuilder shown = new StringBuilder();

    private record Answer(List<String> beginning, Program program) {}

    /** What a program does to the machine, and answers. */
    @FunctionalInterface
    public interface Program {
        Result run(Command command) throws IOException;
    }

    /** Every program succeeds silently. */
    public RecordingProcesses() {}

    /**
     * Gives a result to commands that begin with these words; the first answer that fits is taken.
     */
    public RecordingProcesses answering(Result result, String... beginning) {
        return doing(command -> result, beginning);
    }

    /** Does something in place of commands that begin with these words, likewise. */
    public RecordingProcesses doing(Program program, String... beginning) {
        answers.add(new Answer(List.of(beginning), program));
        return this;
    }

    /** A result with text outputs. */
    public static Result result(int exitCode, String output, String error) {
        return new Result(
                exitCode,
                output.getBytes(StandardCharsets.UTF_8),
                error.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized Result run(Command command) throws IOException {
        commands.add(command);
        for (Answer answer : answers) {
            int length = answer.beginning().size();
            if (command.words().size() >= length
                    && command.words().subList(0, length).equals(answer.beginning())) {
                return answer.program().run(command);
            }
        }
        return result(0, "", "");
    }

    @Override
    public synchronized void show(String text) {
        shown.append(text);
    }

    /** What was shown. */
    public synchronized String shown() {
        return shown.toString();
    }

    /** What was run, in order. */
    public synchronized List<Command> commands() {
        return List.copyOf(commands);
    }

    /** What was run, as lines of words. */
    public synchronized List<String> lines() {
        return commands.stream().map(command -> String.join(" ", command.words())).toList();
    }
}
