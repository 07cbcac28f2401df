package org.cloudinit.dist;

import org.cloudinit.dist.Invocation.Initialise;
import org.cloudinit.dist.Invocation.Other;
import org.cloudinit.dist.Invocation.Print;
import org.cloudinit.dist.Invocation.Refused;
import org.cloudinit.dist.command.Caller;
import org.cloudinit.dist.command.Terminal;

/** The entry of the program, and the only place that ends the process. */
public final class Main {
    private Main() {}

    /** Follows the command line; the process ends with the command's exit code. */
    public static void main(String[] arguments) {
        nameLogProvider();
        System.exit(
                // A boot's own case comes first: a case that is passed over is a class to be
                // loaded.
                switch (CommandLine.read(arguments)) {
                    case Initialise init -> InitCommand.run(init);
                    case Other other -> run(other);
                    case Print print -> print(print.text());
                    case Refused refused -> refuse(refused);
                });
    }

    /** Named by a property, SLF4J asks no service loader for its provider; it need not say so. */
    static void nameLogProvider() {
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("slf4j.provider", "org.cloudinit.core.logging.LogProvider");
    }

    private static int run(Other other) {
        return new Commands(other.globals(), Terminal.ofProcess(), Caller.ofProcess())
                .run(other.words());
    }

    private static int print(String text) {
        System.out.print(text);
        return 0;
    }

    /** The original's exit code for a command line that it cannot follow. */
    private static int refuse(Refused refused) {
        System.err.println("cloud-init: " + refused.message() + ". " + refused.remedy());
        return 2;
    }
}
