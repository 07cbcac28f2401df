package org.cloudinit.api.network;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every device has.
 *
 * @param id the name under which other devices of the document refer to it: in version 2 the key of
 *     its entry, else its name
 * @param name name of the link
 * @param mac link-layer address as text in lower case, or null; for a NIC it is matched, for
 *     another device it is set
 * @param mtu MTU, or null
 * @param acceptRa whether router advertisements are accepted, a truth value, or null where not said
 * @param wakeOnLan a truth value, or null where not said
 * @param optional whether the boot need not wait for it, a truth value, or null where not said
 * @param keepConfiguration whether addresses stay when the network service stops, or null
 * @param subnets how it gets its addresses, in order
 * @param dns name service of this device alone; {@link Dns#NONE} where nothing is said
 * @param parameters {@code params} of version 1, {@code parameters} of version 2, in order
 * @param bond the bond that it is a member of, or null
 * @param matching how a NIC is found, in version 2; {@link Matching#NONE} otherwise
 * @param dhcp4 overrides of DHCPv4
 * @param dhcp6 overrides of DHCPv6
 * @param policies rules that choose routing tables
 * @param node its place
 */
public record Link(
        String id,
        String name,
        @Nullable Setting mac,
        @Nullable Setting mtu,
        @Nullable Setting acceptRa,
        @Nullable Setting wakeOnLan,
        @Nullable Setting optional,
        @Nullable Setting keepConfiguration,
        List<Subnet> subnets,
        Dns dns,
        List<Parameter> parameters,
        @Nullable Membership bond,
        Matching matching,
        DhcpOverrides dhcp4,
        DhcpOverrides dhcp6,
        List<RoutingPolicy> policies,
        Node node) {
    public Link {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        subnets = List.copyOf(subnets);
        Objects.requireNonNull(dns, "dns");
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(matching, "matching");
        Objects.requireNonNull(dhcp4, "dhcp4");
        Objects.requireNonNull(dhcp6, "dhcp6");
        policies = List.copyOf(policies);
        Objects.requireNonNull(node, "node");
    }

    /** The first parameter of a kind, or null. */
    public @Nullable Parameter parameter(LinkParameter key) {
        for (Parameter parameter : parameters) {
            if (parameter.key() == key) {
                return parameter;
            }
        }
        return null;
    }

    /**
     * Membership in a bond.
     *
     * @param bond id of the bond
     * @param parameters the bond's parameters, which some services want with the member too
     * @param node place where the bond lists it
     */
    public record Membership(String bond, List<Parameter> parameters, Node node) {
        public Membership {
            Objects.requireNonNull(bond, "bond");
            parameters = List.copyOf(parameters);
            Objects.requireNonNull(node, "node");
        }
    }

    /**
     * How version 2 finds a NIC.
     *
     * @param mac {@code match.macaddress} in lower case, or null; {@link Link#mac()} says the same
     * @param name {@code match.name}, a pattern, or null
     * @param driver {@code match.driver}, or null
     * @param setName {@code set-name}, or null
     */
    public record Matching(
            @Nullable Setting mac,
            @Nullable Setting name,
            @Nullable Setting driver,
            @Nullable Setting setName) {
        /** Nothing said: the id is the name. */
        public static final Matching NONE = new Matching(null, null, null, null);
    }

    /**
     * What version 2 says of a DHCP client, beyond whether it runs.
     *
     * @param settings {@code dhcpN-overrides}: {@code route-metric}, {@code use-dns}, …, in order
     * @param domain {@code dhcpNdomain}, which VMware writes, or null
     */
    public record DhcpOverrides(List<Parameter> settings, @Nullable Setting domain) {
        /** Nothing said. */
        public static final DhcpOverrides NONE = new DhcpOverrides(List.of(), null);

        public DhcpOverrides {
            settings = List.copyOf(settings);
        }

        /** The setting of a name, or null. */
        public @Nullable Parameter get(String name) {
            for (Parameter setting : settings) {
                if (setting.name().equals(name)) {
                    return setting;
                }
            }
            return null;
        }
    }
}
