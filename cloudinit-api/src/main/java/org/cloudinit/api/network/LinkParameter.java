package org.cloudinit.api.network;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of bonds and bridges, one row each: spelling in version 1, spelling in version 2
 * ({@code NET_CONFIG_TO_V2} of the reference). Version 1 writes a bond's with dashes or
 * underscores.
 */
public enum LinkParameter {
    BOND_ACTIVE_SLAVE("bond-active-slave", null),
    BOND_AD_ACTOR_SYS_PRIO("bond-ad-actor-sys-prio", null),
    BOND_AD_ACTOR_SYSTEM("bond-ad-actor-system", null),
    BOND_AD_SELECT("bond-ad-select", "ad-select"),
    BOND_AD_USER_PORT_KEY("bond-ad-user-port-key", null),
    BOND_ALL_SLAVES_ACTIVE("bond-all-slaves-active", "all-slaves-active"),
    BOND_ARP_ALL_TARGETS("bond-arp-all-targets", "arp-all-targets"),
    BOND_ARP_INTERVAL("bond-arp-interval", "arp-interval"),
    BOND_ARP_IP_TARGET("bond-arp-ip-target", "arp-ip-target"),
    BOND_ARP_VALIDATE("bond-arp-validate", "arp-validate"),
    BOND_DOWNDELAY("bond-downdelay", "down-delay"),
    BOND_FAIL_OVER_MAC("bond-fail-over-mac", "fail-over-mac-policy"),
    BOND_LACP_RATE("bond-lacp-rate", "lacp-rate"),
    BOND_LEARN_PACKET_INTERVAL("bond-learn-packet-interval", "learn-packet-interval"),
    BOND_LP_INTERVAL("bond-lp-interval", null),
    BOND_MIIMON("bond-miimon", "mii-monitor-interval"),
    BOND_MIN_LINKS("bond-min-links", "min-links"),
    BOND_MODE("bond-mode", "mode"),
    BOND_NUM_GRAT_ARP("bond-num-grat-arp", "gratuitous-arp"),
    BOND_NUM_UNSOL_NA("bond-num-unsol-na", null),
    BOND_PACKETS_PER_SLAVE("bond-packets-per-slave", "packets-per-slave"),
    BOND_PEER_NOTIF_DELAY("bond-peer-notif-delay", null),
    BOND_PRIMARY("bond-primary", "primary"),
    BOND_PRIMARY_RESELECT("bond-primary-reselect", "primary-reselect-policy"),
    BOND_RESEND_IGMP("bond-resend-igmp", null),
    BOND_TLB_DYNAMIC_LB("bond-tlb-dynamic-lb", null),
    BOND_UPDELAY("bond-updelay", "up-delay"),
    BOND_USE_CARRIER("bond-use-carrier", null),
    BOND_XMIT_HASH_POLICY("bond-xmit-hash-policy", "transmit-hash-policy"),
    BRIDGE_AGEING("bridge_ageing", "ageing-time"),
    BRIDGE_PRIORITY("bridge_bridgeprio", "priority"),
    BRIDGE_FORWARD_DELAY("bridge_fd", "forward-delay"),
    BRIDGE_GCINT("bridge_gcint", null),
    BRIDGE_HELLO("bridge_hello", "hello-time"),
    BRIDGE_HW("bridge_hw", null),
    BRIDGE_MAX_AGE("bridge_maxage", "max-age"),
    BRIDGE_MAXWAIT("bridge_maxwait", null),
    BRIDGE_PATH_COST("bridge_pathcost", "path-cost"),
    BRIDGE_PORT_PRIORITY("bridge_portprio", "port-priority"),
    BRIDGE_STP("bridge_stp", "stp"),
    BRIDGE_WAITPORT("bridge_waitport", null);

    private static final LinkParameter[] ALL = values();

    private final String name1;
    private final @Nullable String name2;

    LinkParameter(String name1, @Nullable String name2) {
        this.name1 = name1;
        this.name2 = name2;
    }

    /** Spelling in version 1: {@code bond-mode}, {@code bridge_fd}. */
    public String name1() {
        return name1;
    }

    /** Spelling in version 2 and in netplan; null where they have no such parameter. */
    public @Nullable String name2() {
        return name2;
    }

    /** Whether it is one of a bond. */
    public boolean ofBond() {
        return name1.startsWith("bond-");
    }

    /**
     * The parameter of a version 1 name, dashes and underscores alike for a bond's; null if
     * unknown.
     */
    public static @Nullable LinkParameter of1(String name) {
        String key = name.startsWith("bond") ? name.replace('_', '-') : name;
        for (LinkParameter parameter : ALL) {
            if (parameter.name1.equals(key)) {
                return parameter;
            }
        }
        return null;
    }

    /** The parameter of a version 2 name of a bond or of a bridge; null if unknown. */
    public static @Nullable LinkParameter of2(boolean bond, String name) {
        for (LinkParameter parameter : ALL) {
            if (parameter.ofBond() == bond && name.equals(parameter.name2)) {
                return parameter;
            }
        }
        return null;
    }
}
