package org.cloudinit.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.ProcessRunner;

/** Runs nothing and records everything. Unless told otherwise every program succeeds silently. */
public final class RecordingProcesses implements ProcessRunner {
    private final List<Command> commands = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    private record Answer(List<String> beginning, Result result) {}

    /** Every program succeeds silently. */
    public RecordingProcesses() {}

    /**
     * Gives a result to commands that begin with these words; the first answer that fits is taken.
     */
    public RecordingProcesses answering(Result result, String... beginning) {
        answers.add(new Answer(List.of(beginning), result));
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
    public synchronized Result run(Command command) {
        commands.add(command);
        for (Answer answer : answers) {
            int length = answer.beginning().size();
            if (command.words().size() >= length
                    && command.words().subList(0, length).equals(answer.beginning())) {
                return answer.result();
            }
        }
        return result(0, "", "");
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
