package org.cloudinit.dist;

import java.util.List;
import org.cloudinit.dist.command.Globals;

/** What the command line asks for. */
sealed interface Invocation {
    /**
     * {@code init}.
     *
     * @param globals options for every command
     * @param local {@code --local}: before the network is up
     * @param force go on without a data source
     * @param configFiles {@code --file}, in the order given
     */
    record Initialise(Globals globals, boolean local, boolean force, List<String> configFiles)
            implements Invocation {
        public Initialise {
            configFiles = List.copyOf(configFiles);
        }
    }

    /**
     * A command beside the stage; see {@link Commands}.
     *
     * @param globals options that stood before it
     * @param words the command and what stands behind it
     */
    record Other(Globals globals, List<String> words) implements Invocation {
        public Other {
            words = List.copyOf(words);
        }
    }

    /**
     * Print a text and end well.
     *
     * @param text with its line breaks
     */
    record Print(String text) implements Invocation {}

    /**
     * A command line that cannot be followed.
     *
     * @param message what is wrong with it
     * @param remedy what would be right
     */
    record Refused(String message, String remedy) implements Invocation {}
}
