package org.cloudinit.net.networkd;

import org.cloudinit.api.network.Method;

/** For which families networkd runs a DHCP client. */
enum DhcpMode {
    NO("no", false, false),
    IPV4("ipv4", true, false),
    IPV6("ipv6", false, true),
    YES("yes", true, true);

    private final String word;
    private final boolean ipv4;
    private final boolean ipv6;

    DhcpMode(String word, boolean ipv4, boolean ipv6) {
        this.word = word;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** Value of {@code DHCP=}. */
    String word() {
        return word;
    }

    boolean ipv4() {
        return ipv4;
    }

    boolean ipv6() {
        return ipv6;
    }

    /** With what a subnet asks for beside. */
    DhcpMode with(Method method) {
        return switch (method) {
            case DHCP4 -> ipv6 ? YES : IPV4;
            case DHCP6 -> ipv4 ? YES : IPV6;
            case STATIC, STATIC6, SLAAC, STATELESS, STATEFUL, MANUAL, LOOPBACK, OTHER -> this;
        };
    }
}
