package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.modules.Programs;

/**
 * Programs that change accounts. One that was given a secret may repeat it in what it says, so that
 * is not shown then.
 *
 * @param host the machine
 */
record Tool(Host host) {
    private static final long LIMIT_MILLIS = 60_000;

    /** Runs a program that is given no secret. */
    void run(String... words) throws IOException {
        new Programs(processes()).run(Command.brief(words));
    }

    /** Runs a program whose arguments hold a secret. */
    void runSecretly(List<String> words) throws IOException {
        check(processes().run(Command.brief(words.toArray(new String[0]))), words.getFirst());
    }

    /** Runs a program that reads a secret. */
    void feed(String secret, String... words) throws IOException {
        byte[] input = secret.getBytes(StandardCharsets.UTF_8);
        var command =
                new Command(List.of(words), Map.of(), input, LIMIT_MILLIS, Output.CAPTURED_LATE);
        check(processes().run(command), words[0]);
    }

    private static void check(Result result, String program) throws IOException {
        if (!result.success()) {
            throw new IOException(
                    program + " ended with " + result.exitCode() + "; what it said may be secret");
        }
    }

    /** Runs a program and answers how it ended, whatever that is. */
    Result tried(String... words) throws IOException {
        return processes().run(Command.brief(words));
    }

    /** Accounts are nothing to the network. */
    private ProcessRunner processes() {
        return host.processes().apartFromNetwork();
    }

    boolean isInstalled(String program) {
        return Programs.isInstalled(program, host.root());
    }
}
