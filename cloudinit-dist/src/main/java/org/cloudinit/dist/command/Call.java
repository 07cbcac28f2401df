package org.cloudinit.dist.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.cloudinit.api.host.Host;
import org.cloudinit.core.Machine;

/**
 * A command as it is called.
 *
 * @param globals options of every command
 * @param options its own options and words
 * @param terminal where it reads and writes
 * @param caller who calls it
 */
public record Call(Globals globals, Options options, Terminal terminal, Caller caller) {
    /**
     * The machine under the root folder.
     *
     * @throws UsageException if there is no such folder
     */
    public Host machine() throws UsageException {
        try {
            return Machine.at(Path.of(globals.root()));
        } catch (IOException | InvalidPathException e) {
            throw new UsageException(
                    "the root folder " + globals.root() + " cannot be opened: " + e.getMessage(),
                    "Give --root a folder that is there.");
        }
    }
}
