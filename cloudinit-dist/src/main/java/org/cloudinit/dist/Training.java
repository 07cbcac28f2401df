package org.cloudinit.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.core.Machine;
import org.cloudinit.dist.Invocation.Initialise;
import org.cloudinit.dist.command.Caller;
import org.cloudinit.dist.command.Terminal;

/**
 * The run from which the image's AOT cache is made: what the command line asks for and the stages
 * after it, done as on a machine of its own. Where a boot starts a program this run starts one that
 * does nothing, so that it changes no more than its root folder and yet goes all the way that a
 * boot goes. Used by the build alone.
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
        var host =
                new Host(
                        folder.root(),
                        folder.mounter(),
                        folder.links(),
                        new Idle(Machine.at(Path.of("/")).processes()),
                        folder.clock());
        int code = InitCommand.run(init, host);
        // A process runs one framework, and what it takes is the same in each stage.
        if (!InitCommand.hasBundles(init.globals().root())) {
            code += laterStages(init, host);
        }
        System.exit(code);
    }

    /** A boot goes on with three more stages, each in a process of its own. */
    private static int laterStages(Initialise init, Host host) {
        int code = InitCommand.run(new Initialise(init.globals(), false, false, List.of()), host);
        var commands = new Commands(init.globals(), Terminal.ofProcess(), Caller.ofProcess());
        for (String mode : List.of("config", "final")) {
            code += commands.run(List.of("modules", "--mode", mode));
        }
        return code;
    }

    /** Runs programs that do nothing, in place of those that were asked for. */
    private record Idle(ProcessRunner programs) implements ProcessRunner {
        @Override
        public Result run(Command command) throws IOException {
            return start(command).await();
        }

        @Override
        public Running start(Command command) throws IOException {
            return programs.start(
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
