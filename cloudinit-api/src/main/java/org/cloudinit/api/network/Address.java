package org.cloudinit.api.network;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The address of a subnet.
 *
 * @param text address as written, without a prefix; for a subnet that is not static it may be any
 *     text
 * @param prefix length of the network's prefix in bits; null only for a subnet that is not static
 * @param netmask for IPv4 the mask, dotted, computed from the prefix; for a subnet that is not
 *     static the mask as written; else null
 * @param node its place
 * @param netmaskNode place of the mask or prefix where the document states it apart, or null
 */
public record Address(
        String text,
        @Nullable Integer prefix,
        @Nullable String netmask,
        Node node,
        @Nullable Node netmaskNode) {
    public Address {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(node, "node");
        if (prefix != null && (prefix < 0 || prefix > 128)) {
            throw new IllegalArgumentException("prefix out of range");
        }
    }

    /** Whether it is of family IPv6; whether it is well formed was checked before. */
    public boolean isIpv6() {
        return text.indexOf(':') >= 0;
    }

    /** {@code 192.0.2.1/24}; without a prefix the address alone. */
    public String cidr() {
        return prefix == null ? text : text + "/" + prefix;
    }
}
