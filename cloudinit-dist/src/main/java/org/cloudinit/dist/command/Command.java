package org.cloudinit.dist.command;

import java.io.IOException;

/**
 * A command off the way of a boot. It is made when it is asked for, so that a boot loads none of
 * them.
 */
public interface Command {
    /** What {@code --help} prints, with its last line break. */
    String usage();

    /** The options that it takes beside {@code --root}, {@code --debug} and the like. */
    OptionTable options();

    /**
     * Does it; answers the exit code of the process.
     *
     * @throws UsageException if what is asked for makes no sense: exit code 2
     * @throws IOException if it fails: the message is shown, exit code 1
     * @throws org.cloudinit.api.report.MalformedException if its input cannot be understood: the
     *     problem is shown, exit code 1
     */
    int run(Call call) throws IOException, UsageException;
}
