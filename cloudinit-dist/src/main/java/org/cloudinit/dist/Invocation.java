package org.cloudinit.dist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command line asks for. */
sealed interface Invocation {
    /**
     * {@code init --local}.
     *
     * @param globals options for every command
     * @param force go on without a data source
     * @param configFiles {@code --file}, in the order given
     */
    record InitLocal(Globals globals, boolean force, List<String> configFiles)
            implements Invocation {
        public InitLocal {
            configFiles = List.copyOf(configFiles);
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

    /**
     * Options that stand before or behind any command.
     *
     * @param root folder that is taken for the machine's root
     * @param debug log everything to standard error too
     * @param configDrive image file or folder that is taken for the config drive, or null
     */
    record Globals(String root, boolean debug, @Nullable String configDrive) {}
}
