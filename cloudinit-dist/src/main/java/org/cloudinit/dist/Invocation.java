package org.cloudinit.dist;

import java.util.List;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.net.NetworkForm;
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

    /** What has nothing to do with booting a machine; see {@link Tools}. */
    sealed interface Tool extends Invocation {
        /**
         * {@code devel net-convert}.
         *
         * @param globals options for every command
         * @param input the file to be read
         * @param form what it is
         * @param renderer name of the renderer
         * @param distro name of the distribution
         * @param directory the folder that the files are put below
         * @param nics links that were stated, or null where this machine's count
         * @param lossReport the file that takes the losses, or null
         */
        record NetConvert(
                Globals globals,
                String input,
                NetworkForm form,
                String renderer,
                String distro,
                String directory,
                @Nullable NicInventory nics,
                @Nullable String lossReport)
                implements Tool {}

        /**
         * {@code devel net-convert --batch}.
         *
         * @param file the batch, or {@code -} for standard input
         */
        record NetConvertBatch(String file) implements Tool {}

        /**
         * {@code schema -t network-config}.
         *
         * @param file the document
         */
        record CheckNetwork(String file) implements Tool {}
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
