package org.cloudinit.api.instance;

import java.util.Objects;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.NetworkConfig;

/** What a data source says about the network, in the form that it came in. */
public sealed interface NetworkStatement {
    /**
     * OpenStack's {@code network_data.json}.
     *
     * @param document links, networks and services as written
     */
    record NetworkData(Mapping document) implements NetworkStatement {
        public NetworkData {
            Objects.requireNonNull(document, "document");
        }
    }

    /**
     * The text of an {@code /etc/network/interfaces} file.
     *
     * @param text as found on the drive
     * @param source path of the file, for messages
     */
    record Eni(String text, String source) implements NetworkStatement {}

    /**
     * Network config version 1 or 2, as written.
     *
     * @param document the mapping with {@code version}
     */
    record Document(Mapping document) implements NetworkStatement {
        public Document {
            Objects.requireNonNull(document, "document");
        }
    }

    /**
     * The same as a network configuration, not interpreted: what a data source answers that has no
     * more to say. A document may stand under a key {@code network}.
     */
    default NetworkConfig asConfig() {
        return switch (this) {
            case NetworkData said -> new NetworkConfig.NetworkData(said.document());
            case Eni said -> new NetworkConfig.Eni(said.text(), said.source());
            case Document said -> asWritten(said.document());
        };
    }

    private static NetworkConfig asWritten(Mapping said) {
        Mapping document = said.get("network") instanceof Mapping inner ? inner : said;
        if (document.text("config", "").equals("disabled")) {
            return new NetworkConfig.Disabled();
        }
        return Scalar.integer(2).equals(document.get("version"))
                ? new NetworkConfig.V2(document)
                : new NetworkConfig.V1(document);
    }
}
