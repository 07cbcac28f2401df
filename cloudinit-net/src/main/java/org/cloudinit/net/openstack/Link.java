package org.cloudinit.net.openstack;

import java.util.List;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.jspecify.annotations.Nullable;

/** An item of {@code links}. */
sealed interface Link {
    /** By what networks and other links refer to it. */
    ConfigTree id();

    /** The item as written. */
    Mapping node();

    /** Where it stands. */
    ConfigPath path();

    /**
     * A NIC, whatever the hypervisor has behind it.
     *
     * @param name name that it is to have, or null
     * @param mac address in lower case, or null
     */
    record Physical(
            ConfigTree id,
            Mapping node,
            ConfigPath path,
            @Nullable String name,
            @Nullable String mac)
            implements Link {}

    /**
     * A bond.
     *
     * @param name name that it is to have, or null
     * @param mac address in lower case, or null
     * @param members ids of its members
     */
    record Bond(
            ConfigTree id,
            Mapping node,
            ConfigPath path,
            @Nullable String name,
            @Nullable String mac,
            List<ConfigTree> members)
            implements Link {
        public Bond {
            members = List.copyOf(members);
        }
    }

    /**
     * A VLAN. Its name follows from its link and its number.
     *
     * @param parent id of the link that carries it
     * @param tag the VLAN's number as written
     */
    record Vlan(ConfigTree id, Mapping node, ConfigPath path, ConfigTree parent, String tag)
            implements Link {}
}
