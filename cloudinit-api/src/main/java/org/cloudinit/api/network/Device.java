package org.cloudinit.api.network;

import java.util.List;
import java.util.Objects;

/** A device of the described network: what it is, and in its {@link Link} what every device has. */
public sealed interface Device {
    /** What every device has. */
    Link link();

    /** The name under which other devices of the document refer to it. */
    default String id() {
        return link().id();
    }

    /** Name of the link. */
    default String name() {
        return link().name();
    }

    /** The reference's word for the kind: {@code physical}, {@code bond}, … */
    String type();

    /** A NIC. */
    record Physical(Link link) implements Device {
        public Physical {
            Objects.requireNonNull(link, "link");
        }

        @Override
        public String type() {
            return "physical";
        }
    }

    /** {@code lo}. */
    record Loopback(Link link) implements Device {
        public Loopback {
            Objects.requireNonNull(link, "link");
        }

        @Override
        public String type() {
            return "loopback";
        }
    }

    /** An InfiniBand port. */
    record Infiniband(Link link) implements Device {
        public Infiniband {
            Objects.requireNonNull(link, "link");
        }

        @Override
        public String type() {
            return "infiniband";
        }
    }

    /**
     * A bond. Its members point to it ({@link Link#bond()}), which is what the reference's
     * renderers go by.
     *
     * @param members ids of the members, in the order of the document
     */
    record Bond(Link link, List<Setting> members) implements Device {
        public Bond {
            Objects.requireNonNull(link, "link");
            members = List.copyOf(members);
        }

        @Override
        public String type() {
            return "bond";
        }
    }

    /**
     * A bridge.
     *
     * @param ports ids of the ports, in the order of the document
     */
    record Bridge(Link link, List<Setting> ports) implements Device {
        public Bridge {
            Objects.requireNonNull(link, "link");
            ports = List.copyOf(ports);
        }

        @Override
        public String type() {
            return "bridge";
        }
    }

    /**
     * A VLAN.
     *
     * @param vlanId its number
     * @param parent id of the device that carries it
     */
    record Vlan(Link link, Setting vlanId, Setting parent) implements Device {
        public Vlan {
            Objects.requireNonNull(link, "link");
            Objects.requireNonNull(vlanId, "vlanId");
            Objects.requireNonNull(parent, "parent");
        }

        @Override
        public String type() {
            return "vlan";
        }
    }

    /**
     * A device that only another one names, as its member or port, and that the document never
     * describes.
     *
     * @param ofBond whether a bond names it; the reference then takes it for a bond itself
     */
    record Undescribed(Link link, boolean ofBond) implements Device {
        public Undescribed {
            Objects.requireNonNull(link, "link");
        }

        @Override
        public String type() {
            return ofBond ? "bond" : "physical";
        }
    }
}
