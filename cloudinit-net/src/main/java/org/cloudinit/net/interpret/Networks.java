package org.cloudinit.net.interpret;

import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Setting;
import org.cloudinit.net.address.IpAddress;
import org.cloudinit.net.address.IpNetwork;
import org.jspecify.annotations.Nullable;

/** Reads an address with its prefix or mask ({@code _normalize_net_keys}). */
final class Networks {
    private Networks() {}

    /**
     * An address, checked.
     *
     * @param address as written, without prefix
     * @param prefix bits of its network
     * @param ipv6 its family
     */
    record Place(String address, int prefix, boolean ipv6) {
        /** The mask: computed for IPv4; for IPv6 the one that was written apart, if one was. */
        @Nullable String netmaskOf(@Nullable Setting written) {
            if (!ipv6) {
                return IpNetwork.netmask(prefix);
            }
            return written == null ? null : written.text();
        }
    }

    /**
     * Reads {@code 192.0.2.1/24}, or an address whose prefix or mask is stated apart. A prefix
     * within the address counts most; without any it is 24 or 64.
     */
    static Place place(Setting address, @Nullable Setting netmask, @Nullable Setting prefix) {
        String text = address.text();
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        IpAddress ip = IpAddress.parse(bare);
        if (ip == null || IpNetwork.parse(text) == null) {
            throw Refusal.at(
                    address.node(),
                    "bad-address",
                    "is no IP address or network",
                    "Write it as 192.0.2.1/24 or 2001:db8::1/64");
        }
        int length;
        if (slash >= 0) {
            length = mask(ip, text.substring(slash + 1), address.node());
        } else if (prefix != null && !prefix.text().isEmpty()) {
            length = number(prefix.text(), prefix.node(), "bad-prefix");
        } else if (netmask != null && netmask.truthy()) {
            length = mask(ip, netmask.text(), netmask.node());
        } else {
            length = ip.ipv6() ? 64 : 24;
        }
        if (length < 0 || length > ip.bits()) {
            throw Refusal.at(
                    address.node(),
                    "bad-prefix",
                    "has a prefix that is too long",
                    "Shorten the prefix");
        }
        return new Place(bare, length, ip.ipv6());
    }

    private static int mask(IpAddress ip, String text, Node node) {
        int length = ip.ipv6() ? IpNetwork.prefix6(text) : IpNetwork.prefix4(text);
        if (length < 0) {
            throw Refusal.at(
                    node,
                    "bad-netmask",
                    "is no network mask",
                    "Write a prefix length, or a mask of ones before zeros");
        }
        return length;
    }

    /** A whole number as Python's {@code int} reads it from text, without separators. */
    static int number(String text, Node node, String code) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw Refusal.at(node, code, "is no whole number", "Write a whole number");
        }
    }
}
