package org.cloudinit.api.network;

import java.util.Objects;

/** A device of the described network. */
public sealed interface Device {
    /** Name of the link. */
    String name();

    /** A NIC. */
    record Physical(String name) implements Device {
        public Physical {
            Objects.requireNonNull(name, "name");
        }
    }
}
