package org.cloudinit.api.network;

import java.util.Objects;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.Origin;

/**
 * A node of the network configuration that a renderer could not express.
 *
 * @param path which node
 * @param origin where it was read
 * @param reason why it is not in the files
 */
public record Loss(ConfigPath path, Origin origin, String reason) {
    public Loss {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(reason, "reason");
    }
}
