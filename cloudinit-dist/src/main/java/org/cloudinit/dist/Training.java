package org.cloudinit.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.core.Machine;
import org.cloudinit.dist.Invocation.Initialise;
import org.cloudinit.dist.Invocation.Other;
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
     * @param arguments which stages are run, {@code local} or {@code all} of a boot; the root
     *     folder of a machine with a drive of another kind, on which they are run second; and the
     *     command line of the first. Later stages are run on the second alone: the first may have
     *     bundles, and a process runs one framework
     */
    public static void main(String[] arguments) throws IOException {
        Main.nameLogProvider();
        int code = run(Arrays.copyOfRange(arguments, 2, arguments.length));
        code += run("--root", arguments[1], "init", "--local");
        if (arguments[0].equals("all")) {
            code += run("--root", arguments[1], "init");
            code += run("--root", arguments[1], "modules", "--mode", "config");
            code += run("--root", arguments[1], "modules", "--mode", "final");
        }
        System.exit(code);
    }

    private static int run(String... line) throws IOException {
        return switch (CommandLine.read(line)) {
            case Initialise init -> InitCommand.run(init, machine(init));
            case Other other ->
                    new Commands(other.globals(), Terminal.ofProcess(), Caller.ofProcess())
                            .run(other.words());
            default -> throw new IllegalArgumentException("training is for stages");
        };
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
        public void beside(String name, Runnable work) {
            programs.beside(name, work);
        }

        @Override
        public Conversation converse(Command command) throws IOException {
            throw new IOException("nobody talks in training");
        }
    }
}
