package org.cloudinit.api.network;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a device gets addresses, with what belongs to it.
 *
 * @param method how
 * @param type the word for it as written, {@code dhcp} or {@code dhcp4}
 * @param address for a static subnet its address, checked; for others what was written, or null
 * @param gateway default gateway, or null
 * @param broadcast broadcast address, or null
 * @param metric metric of the subnet's routes, or null
 * @param mtu MTU of the subnet's family, or null
 * @param control {@code auto}, {@code manual}, {@code hotplug}, or null
 * @param dns name servers and search domains of this subnet
 * @param routes routes that are set with it
 * @param ipv4 the writer of the document marked it {@code ipv4: true}
 * @param ipv6 the writer of the document marked it {@code ipv6: true}
 * @param further other settings that {@code ifupdown} knows, under their keys: {@code pointopoint},
 *     {@code scope}
 * @param node its place
 */
public record Subnet(
        Method method,
        String type,
        @Nullable Address address,
        @Nullable Setting gateway,
        @Nullable Setting broadcast,
        @Nullable Setting metric,
        @Nullable Setting mtu,
        @Nullable Setting control,
        Dns dns,
        List<Route> routes,
        boolean ipv4,
        boolean ipv6,
        List<Parameter> further,
        Node node) {
    public Subnet {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(dns, "dns");
        routes = List.copyOf(routes);
        further = List.copyOf(further);
        Objects.requireNonNull(node, "node");
    }

    /**
     * Whether it is of family IPv6 ({@code subnet_is_ipv6}): by its method, or by a static address.
     */
    public boolean isIpv6() {
        return method.ipv6()
                || type.endsWith("6")
                || (method == Method.STATIC && address != null && address.isIpv6());
    }
}
