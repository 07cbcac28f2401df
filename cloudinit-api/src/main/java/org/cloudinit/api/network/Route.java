package org.cloudinit.api.network;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A route, either of a subnet or of the whole state.
 *
 * @param network destination as written, without a prefix; {@code 0.0.0.0} or {@code ::} for {@code
 *     default}
 * @param prefix length of the destination's prefix in bits
 * @param netmask for IPv4 the mask, dotted; null for IPv6
 * @param gateway next hop, or null where the document names none
 * @param metric a whole number, or null
 * @param table routing table, or null
 * @param mtu MTU of the route, or null
 * @param onLink whether the gateway is reachable without a route to it, or null where not said
 * @param further what else the document says of it, under its keys: {@code scope}, {@code type}, …
 * @param node its place
 */
public record Route(
        String network,
        int prefix,
        @Nullable String netmask,
        @Nullable Setting gateway,
        @Nullable Setting metric,
        @Nullable Setting table,
        @Nullable Setting mtu,
        @Nullable Setting onLink,
        List<Parameter> further,
        Node node) {
    public Route {
        Objects.requireNonNull(network, "network");
        if (prefix < 0 || prefix > 128) {
            throw new IllegalArgumentException("prefix out of range");
        }
        further = List.copyOf(further);
        Objects.requireNonNull(node, "node");
    }

    /** Whether the destination is of family IPv6. */
    public boolean isIpv6() {
        return network.indexOf(':') >= 0;
    }

    /** Whether it is the default route of its family. */
    public boolean isDefault() {
        return prefix == 0 && (network.equals("0.0.0.0") || network.equals("::"));
    }

    /** {@code 10.0.0.0/8}. */
    public String cidr() {
        return network + "/" + prefix;
    }
}
