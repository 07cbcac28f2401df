package org.cloudinit.net.eni;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkConfig;

/**
 * An interfaces file as version 1.
 *
 * @param config its devices and subnets
 * @param ignored lines that version 1 has no place for
 */
public record EniDocument(NetworkConfig.V1 config, List<Loss> ignored) {
    public EniDocument {
        Objects.requireNonNull(config, "config");
        ignored = List.copyOf(ignored);
    }
}
