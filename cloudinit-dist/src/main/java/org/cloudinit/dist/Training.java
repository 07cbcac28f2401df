package org.cloudinit.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.core.Machine;
import org.cloudinit.dist.Invocation.Initialise;

/**
 * The run from which the image's AOT cache is made: what the command line asks for, done as on a
 * machine of its own. Where a boot starts a program this run starts one that does nothing, so that
 * it changes no more than its root folder and yet goes all the way that a boot goes. Used by the
 * build alone.
 */
final class Training {
    private Training() {}

    /** Ends the process as {@link Main} does. */
    public static void main(String[] arguments) throws IOException {
        Main.nameLogProvider();
        if (!(CommandLine.read(arguments) instanceof Initialise init)) {
            throw new IllegalArgumentException("training is for init");
        }
        Host folder = Machine.at(Path.of(init.globals().root()));
        ProcessRunner programs = Machine.at(Path.of("/")).processes();
        System.exit(
                InitCommand.run(
                        init,
                        new Host(
                                folder.root(),
                                folder.mounter(),
                                folder.links(),
                                new Idle(programs),
                                folder.clock())));
    }

    /** Runs programs that do nothing, in place of those that were asked for. */
    private record Idle(ProcessRunner programs) implements ProcessRunner {
        @Override
        public Result run(Command command) throws IOException {
            return programs.run(
                    new Command(
                            List.of("true"),
                            command.environment(),
                            command.input(),
                            command.timeoutMillis(),
                            command.output()));
        }

        @Override
        public Conversation converse(Command command) throws IOException {
            throw new IOException("nobody talks in training");
        }
    }
}
