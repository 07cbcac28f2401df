package org.cloudinit.core.host;

import java.io.IOException;
import java.util.function.Consumer;
import org.cloudinit.api.host.ProcessRunner;

/**
 * Runs nothing, and notes what would have been run. For root folders other than {@code /}: a
 * program would change this machine, not the one that the folder holds. A note names the program
 * and the number of its arguments, which may be secret.
 */
public final class NotedProcesses implements ProcessRunner {
    private static final Result DONE = new Result(0, new byte[0], new byte[0]);

    private final Consumer<String> notes;

    /**
     * Programs that are not run.
     *
     * @param notes takes one line for each
     */
    public NotedProcesses(Consumer<String> notes) {
        this.notes = notes;
    }

    @Override
    public Result run(Command command) {
        notes.accept("would run " + command);
        return DONE;
    }

    @Override
    public void show(String text) {
        notes.accept("would show " + text.length() + " characters");
    }

    @Override
    public Conversation converse(Command command) throws IOException {
        notes.accept("would talk with " + command);
        throw new IOException(
                command.words().getFirst() + " is not started under another root folder");
    }
}
