package org.cloudinit.api.network;

import java.util.Objects;
import org.cloudinit.api.config.Mapping;

/** A network configuration as a source stated it, not yet interpreted. */
public sealed interface NetworkConfig {
    /**
     * Version 1: a list of devices and settings under {@code config}.
     *
     * @param document the mapping with {@code version} and {@code config}
     */
    record V1(Mapping document) implements NetworkConfig {
        public V1 {
            Objects.requireNonNull(document, "document");
        }
    }

    /**
     * Version 2: netplan's form.
     *
     * @param document the mapping with {@code version}, {@code ethernets}, …; without the outer
     *     {@code network} key
     */
    record V2(Mapping document) implements NetworkConfig {
        public V2 {
            Objects.requireNonNull(document, "document");
        }
    }

    /**
     * The text of an {@code /etc/network/interfaces} file, as old clouds leave it on their drives.
     * Whoever interprets the configuration reads it as version 1.
     *
     * @param text as found
     * @param source where it was found, for messages
     */
    record Eni(String text, String source) implements NetworkConfig {
        public Eni {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(source, "source");
        }

        /** Names the place, not the text. */
        @Override
        public String toString() {
            return "interfaces file " + source;
        }
    }

    /**
     * OpenStack's {@code network_data.json}: links, networks and services. Whoever interprets the
     * configuration reads it as version 1, with the links named as on the machine.
     *
     * @param document the mapping with {@code links}
     */
    record NetworkData(Mapping document) implements NetworkConfig {
        public NetworkData {
            Objects.requireNonNull(document, "document");
        }
    }

    /** {@code config: disabled}: leave the network alone. */
    record Disabled() implements NetworkConfig {}
}
