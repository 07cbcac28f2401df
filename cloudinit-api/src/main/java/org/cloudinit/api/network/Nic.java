package org.cloudinit.api.network;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network link of the machine, as sysfs shows it.
 *
 * @param name kernel name
 * @param mac current link-layer address, or null
 * @param permanentMac address that does not change with a bond, or null where it is not known
 * @param driver name of the driver, or null
 * @param deviceId {@code device/device}, or null
 * @param physical whether a device stands behind it, so that it is no bond, bridge, VLAN or tunnel
 * @param kind what sort of link it is
 * @param role part that it plays for another link of the same address
 * @param master name of the bridge, bond or other link that it is a member of, or null
 * @param state what the kernel says of it at the moment
 */
public record Nic(
        String name,
        @Nullable MacAddress mac,
        @Nullable MacAddress permanentMac,
        @Nullable String driver,
        @Nullable String deviceId,
        boolean physical,
        Kind kind,
        Role role,
        @Nullable String master,
        State state) {
    public Nic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(state, "state");
    }

    /**
     * A link of which only the identity is known: Ethernet, in no other link, in no known state.
     */
    public Nic(
            String name,
            @Nullable MacAddress mac,
            @Nullable MacAddress permanentMac,
            @Nullable String driver,
            @Nullable String deviceId,
            boolean physical) {
        this(
                name,
                mac,
                permanentMac,
                driver,
                deviceId,
                physical,
                Kind.ETHERNET,
                Role.NONE,
                null,
                State.UNKNOWN);
    }

    /**
     * The address by which a configuration names the link: the permanent one where it is known (a
     * member of a bond shows the bond's), else the current one ({@code net.get_interface_mac}).
     */
    public @Nullable MacAddress address() {
        return permanentMac != null ? permanentMac : mac;
    }

    /** The same link in another role. */
    public Nic as(Role other) {
        return new Nic(
                name, mac, permanentMac, driver, deviceId, physical, kind, other, master, state);
    }

    /** The same link as a member of nothing. */
    public Nic withoutMaster() {
        return new Nic(
                name, mac, permanentMac, driver, deviceId, physical, kind, role, null, state);
    }

    /** What sort of link it is. */
    public enum Kind {
        LOOPBACK,
        ETHERNET,
        INFINIBAND,
        BRIDGE,
        BOND,
        VLAN,
        /** Half of a virtual cable that was named by nobody: {@code veth…}. */
        VETH,
        /** A tunnel, a modem, or anything else that carries no Ethernet frames. */
        OTHER
    }

    /** Part that a link plays for another one that has the same address. */
    public enum Role {
        NONE,
        /** The link of a virtio fail-over pair that is configured. */
        FAILOVER_MASTER,
        /** Primary or standby of a virtio fail-over pair: left alone. */
        FAILOVER_MEMBER,
        /** Virtual function beneath a Hyper-V {@code hv_netvsc} link: left alone. */
        HYPERV_VF,
        /** Port of an Open vSwitch. */
        OPEN_VSWITCH_PORT
    }

    /**
     * What the kernel says of a link at the moment.
     *
     * @param running whether it is set up, with or without a cable
     * @param carrier whether it sees a cable or peer; never on a link that is not running
     * @param dormant whether it waits for an event such as an 802.1X authentication
     * @param operState {@code up}, {@code down}, {@code unknown}, …; empty where not shown
     * @param nameAssignType who named it ({@code NET_NAME_*}); -1 where not shown
     * @param addressAssignType where its address is from ({@code NET_ADDR_*}); -1 where not shown
     */
    public record State(
            boolean running,
            boolean carrier,
            boolean dormant,
            String operState,
            int nameAssignType,
            int addressAssignType) {
        /** Nothing is known. */
        public static final State UNKNOWN = new State(false, false, false, "", -1, -1);

        public State {
            Objects.requireNonNull(operState, "operState");
        }

        /** Whether it counts as up; the kernel's {@code unknown} does ({@code net.is_up}). */
        public boolean up() {
            return running || operState.equals("up") || operState.equals("unknown");
        }

        /** Whether user space gave the name, so that it will not change any more. */
        public boolean named() {
            return nameAssignType == 3 || nameAssignType == 4;
        }

        /** Whether the address is its own and not taken over from another link. */
        public boolean ownAddress() {
            return addressAssignType != 2 && addressAssignType >= -1 && addressAssignType <= 3;
        }
    }
}
