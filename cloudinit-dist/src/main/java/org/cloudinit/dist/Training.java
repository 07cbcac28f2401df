package org.cloudinit.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.core.Machine;
import org.cloudinit.dist.Invocation.Initialise;
import org.cloudinit.dist.command.Caller;
import org.cloudinit.dist.command.Terminal;

/**
 * The run from which the image's caches of classes are made: what the command line asks for and the
 * stages after it, done as on a machine of its own. Where a boot starts a program this run starts
 * one that does nothing, so that it changes no more than its root folder and yet goes all the way
 * that a boot goes. Used by the build alone.
 */
final class Training {
    private Training() {}

    /**
     * Ends the process as {@link Main} does.
     *
     * @param arguments the root folder of a machine on which the later stages run then, or an empty
     *     word; and the command line. The machines may be two: a process runs one framework, so the
     *     later stages need one without bundles
     */
    public static void main(String[] arguments) throws IOException {
        Main.nameLogProvider();
        String later = arguments[0];
        String[] line = Arrays.copyOfRange(arguments, 1, arguments.length);
        if (!(CommandLine.read(line) instanceof Initialise init)) {
            throw new IllegalArgumentException("training is for init");
        }
        int code = InitCommand.run(init, machine(init));
        if (!later.isEmpty()) {
            code += laterStages(later);
        }
        System.exit(code);
    }

    /** A boot goes on with three more stages, each in a process of its own. */
    private static int laterStages(String root) throws IOException {
        if (!(CommandLine.read(new String[] {"--root", root, "init"}) instanceof Initialise init)) {
            throw new IllegalStateException("init is another command");
        }
        int code = InitCommand.run(init, machine(init));
        var commands = new Commands(init.globals(), Terminal.ofProcess(), Caller.ofProcess());
        for (String mode : List.of("config", "final")) {
            code += commands.run(List.of("modules", "--mode", mode));
        }
        return code;
    }

    private static Host machine(Initialise init) throws IOException {
        Host folder = Machine.at(Path.of(init.globals().root()));
        return new Host(
                folder.root(),
                folder.mounter(),
                folder.links(),
                new Idle(Machine.at(Path.of("/")).processes()),
                folder.clock());
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
