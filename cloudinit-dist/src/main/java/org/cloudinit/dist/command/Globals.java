package org.cloudinit.dist.command;

import org.jspecify.annotations.Nullable;

/**
 * Options that stand before or behind any command.
 *
 * @param root folder that is taken for the machine's root
 * @param debug log everything to standard error too
 * @param configDrive image file or folder that is taken for the config drive, or null
 */
public record Globals(String root, boolean debug, @Nullable String configDrive) {
    /** The same, as far as the options of a command do not say otherwise. */
    public Globals with(Options options) {
        String otherRoot = options.last("--root");
        String otherDrive = options.last("--config-drive");
        return new Globals(
                otherRoot == null ? root : otherRoot,
                debug || options.has("--debug"),
                otherDrive == null ? configDrive : otherDrive);
    }
}
