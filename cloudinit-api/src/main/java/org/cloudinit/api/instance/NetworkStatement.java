package org.cloudinit.api.instance;

import java.util.Objects;
import org.cloudinit.api.config.Mapping;

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
}
