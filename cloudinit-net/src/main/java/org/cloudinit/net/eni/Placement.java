package org.cloudinit.net.eni;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * One stanza's subnet with the name servers and routes that go with it. ifupdown keeps the two
 * families apart, so each stanza gets what is of its own.
 *
 * @param subnet the subnet, or null for a stanza that only holds IPv6 routes
 * @param ipv6 family of the stanza
 * @param nameservers those of its family
 * @param search domains; none where there is no name server, for they would mean nothing
 */
record Placement(
        @Nullable Subnet subnet,
        boolean ipv6,
        List<Setting> nameservers,
        List<Setting> search,
        List<Route> routes) {
    Placement {
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
        routes = List.copyOf(routes);
    }

    /**
     * The stanzas of a device. The first name servers that a subnet states are also those of the
     * later subnets that state none, as a stanza cannot refer to another. An IPv6 route that stands
     * with an IPv4 subnet goes with the next IPv6 subnet, or into a stanza of its own.
     *
     * @param link the device
     * @param machine name servers and domains that count more than those of its first subnet
     */
    static List<Placement> of(Link link, Dns machine) {
        var placements = new ArrayList<Placement>(link.subnets().size());
        var waiting = new ArrayList<Route>(0);
        Dns first = Dns.NONE;
        for (Subnet subnet : link.subnets()) {
            Dns own = placements.isEmpty() ? over(machine, subnet.dns()) : subnet.dns();
            first = first.isEmpty() ? own : first;
            var routes = new ArrayList<Route>(subnet.routes().size());
            for (Route route : subnet.routes()) {
                (route.isIpv6() && !subnet.isIpv6() ? waiting : routes).add(route);
            }
            if (subnet.isIpv6()) {
                routes.addAll(waiting);
                waiting.clear();
            }
            placements.add(of(subnet, subnet.isIpv6(), own.isEmpty() ? first : own, routes));
        }
        if (!waiting.isEmpty()) {
            placements.add(of(null, true, first, waiting));
        }
        return placements;
    }

    private static Dns over(Dns machine, Dns own) {
        return new Dns(
                machine.nameservers().isEmpty() ? own.nameservers() : machine.nameservers(),
                machine.search().isEmpty() ? own.search() : machine.search());
    }

    /**
     * A stanza with the name servers of its family out of those given. Domains go with them: where
     * name servers are given, and none is of this family, they would mean nothing.
     */
    static Placement of(@Nullable Subnet subnet, boolean ipv6, Dns dns, List<Route> routes) {
        List<Setting> nameservers = ofFamily(dns.nameservers(), ipv6);
        boolean foreign = nameservers.isEmpty() && !dns.nameservers().isEmpty();
        return new Placement(subnet, ipv6, nameservers, foreign ? List.of() : dns.search(), routes);
    }

    static List<Setting> ofFamily(List<Setting> nameservers, boolean ipv6) {
        var own = new ArrayList<Setting>(nameservers.size());
        for (Setting nameserver : nameservers) {
            String text = nameserver.text();
            if (ipv6 ? IpAddress.isIpv6(text) : IpAddress.isIpv4(text)) {
                own.add(nameserver);
            }
        }
        return own;
    }
}
