package org.cloudinit.api.network;

/** How a subnet gets its addresses. */
public enum Method {
    /** {@code dhcp}, {@code dhcp4}. */
    DHCP4(false),
    /** {@code dhcp6}: DHCPv6 without a word on router advertisements. */
    DHCP6(true),
    /** {@code static}: an address of either family. */
    STATIC(false),
    /** {@code static6}. */
    STATIC6(true),
    /** {@code ipv6_slaac}: router advertisements alone. */
    SLAAC(true),
    /** {@code ipv6_dhcpv6-stateless}: addresses by router advertisements, the rest by DHCPv6. */
    STATELESS(true),
    /** {@code ipv6_dhcpv6-stateful}: addresses by DHCPv6. */
    STATEFUL(true),
    /** {@code manual}: the link is not brought up, or has no address. */
    MANUAL(false),
    /** {@code loopback}. */
    LOOPBACK(false),
    /** A word that the reference's documentation does not know; {@link Subnet#type()} has it. */
    OTHER(false);

    private final boolean ipv6;

    Method(boolean ipv6) {
        this.ipv6 = ipv6;
    }

    /** Whether the method alone says IPv6. */
    public boolean ipv6() {
        return ipv6;
    }

    /**
     * Whether it is one of the three that the reference calls {@code IPV6_DYNAMIC_TYPES} or DHCPv6.
     */
    public boolean dynamic6() {
        return this == DHCP6 || this == SLAAC || this == STATELESS || this == STATEFUL;
    }

    /** Whether the subnet states an address. */
    public boolean isStatic() {
        return this == STATIC || this == STATIC6;
    }

    /** The method that a word of the document means. */
    public static Method of(String type) {
        return switch (type) {
            case "dhcp", "dhcp4" -> DHCP4;
            case "dhcp6" -> DHCP6;
            case "static" -> STATIC;
            case "static6" -> STATIC6;
            case "ipv6_slaac" -> SLAAC;
            case "ipv6_dhcpv6-stateless" -> STATELESS;
            case "ipv6_dhcpv6-stateful" -> STATEFUL;
            case "manual" -> MANUAL;
            case "loopback" -> LOOPBACK;
            default -> OTHER;
        };
    }
}
