package org.cloudinit.modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;

/**
 * Programs that a module cannot do without: one that fails is an exception.
 *
 * @param runner starts them
 */
public record Programs(ProcessRunner runner) {
    private static final int MESSAGE_LIMIT = 300;
    private static final List<String> FOLDERS =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    /**
     * Whether a program is installed ({@code subp.which}).
     *
     * @param program its name, or its path
     */
    public static boolean isInstalled(String program, HostFiles files) {
        if (program.indexOf('/') >= 0) {
            return program.startsWith("/") && files.isExecutable(program);
        }
        for (String folder : FOLDERS) {
            if (files.isExecutable(folder + "/" + program)) {
                return true;
            }
        }
        return false;
    }

    /** Runs a program, for at most a minute, and answers its standard output. */
    public String run(String... words) throws IOException {
        return run(Command.of(words));
    }

    /** Runs a program, for at most a minute, and answers its standard output. */
    public String run(List<String> words) throws IOException {
        return run(Command.of(words.toArray(new String[0])));
    }

    /**
     * Runs a program and answers its standard output. The exception shows the beginning of its
     * standard error: one that repeats secrets is not to be run this way.
     *
     * @throws IOException if it cannot be started or ends with another code than 0
     */
    public String run(Command command) throws IOException {
        Result result = runner.run(command);
        if (!result.success()) {
            throw new IOException(message(command, result));
        }
        return new String(result.output(), StandardCharsets.UTF_8);
    }

    /** The program, its exit code, and what it said. */
    private static String message(Command command, Result result) {
        String said = new String(result.error(), StandardCharsets.UTF_8).strip();
        String shown =
                said.length() > MESSAGE_LIMIT ? said.substring(0, MESSAGE_LIMIT) + "…" : said;
        return command.words().getFirst()
                + " ended with "
                + result.exitCode()
                + (shown.isEmpty() ? "" : ": " + shown.replace('\n', ' '));
    }
}
