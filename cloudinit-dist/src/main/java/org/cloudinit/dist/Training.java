package org.cloudinit.dist;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.core.Machine;

/**
 * The run from which the image's AOT cache is made: what the command line asks for, and before it
 * the one thing that a run under another root folder leaves out and a real boot does, starting a
 * program. Used by the build alone.
 */
final class Training {
    private Training() {}

    /** Ends the process as {@link Main} does. */
    public static void main(String[] arguments) throws IOException {
        Main.nameLogProvider();
        Machine.at(Path.of("/")).processes().run(Command.of("true"));
        Main.main(arguments);
    }
}
