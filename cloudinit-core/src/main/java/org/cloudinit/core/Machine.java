package org.cloudinit.core;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.cloudinit.api.host.Host;
import org.cloudinit.core.host.Console;
import org.cloudinit.core.host.FolderRoot;
import org.cloudinit.core.host.MachineHost;
import org.cloudinit.core.logging.LogSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a machine for a stage to run on. */
public final class Machine {
    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

    private Machine() {}

    /**
     * The machine under a root folder. Under {@code /} it is this one. Under any other folder files
     * are read and written there, and other effects are only logged: no root's rights are needed,
     * and nothing outside of the folder changes.
     *
     * @param root the folder, which must be there
     * @throws IOException if it is not there
     */
    public static Host at(Path root) throws IOException {
        return MachineHost.open(
                root,
                FolderRoot.STATE_FOLDERS,
                new StageConsole(),
                note -> LOG.info("Left undone under another root folder: {}", note));
    }

    /** The stage's own output as it is at the moment. */
    private static final class StageConsole implements Console {
        @Override
        public OutputStream output() {
            try {
                return LogSink.current().output();
            } catch (IllegalStateException _) {
                return System.out;
            }
        }

        @Override
        public OutputStream error() {
            try {
                return LogSink.current().error();
            } catch (IllegalStateException _) {
                return System.err;
            }
        }
    }
}
