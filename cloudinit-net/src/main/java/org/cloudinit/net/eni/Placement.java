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
     * The stanzas of a device.
     *
     * @param version version of the document: version 2 states routes for the device, not for a
     *     subnet, and they go where their family is
     */
    static List<Placement> of(Link link, int version) {
        List<Subnet> subnets = link.subnets();
        List<List<Route>> routes = routes(subnets, version);
        var placements = new ArrayList<Placement>(subnets.size());
        List<Setting> nameservers = List.of();
        List<Setting> search = List.of();
        for (int i = 0; i < subnets.size(); i++) {
            Subnet subnet = subnets.get(i);
            Dns own = subnet.dns();
            nameservers = own.nameservers().isEmpty() ? nameservers : own.nameservers();
            search = own.search().isEmpty() ? search : own.search();
            // A later address of the device is given its name servers, too: DHCP brings its own.
            boolean named = !own.isEmpty() || subnet.method().isStatic();
            Dns dns = named ? new Dns(nameservers, search) : Dns.NONE;
            placements.add(of(subnet, dns, routes.get(i)));
        }
        if (!routes.getLast().isEmpty()) {
            placements.add(new Placement(null, true, List.of(), List.of(), routes.getLast()));
        }
        return placements;
    }

    /** A stanza with the name servers of its family out of those given. */
    static Placement of(Subnet subnet, Dns dns, List<Route> routes) {
        boolean ipv6 = subnet.isIpv6();
        List<Setting> nameservers = ofFamily(dns.nameservers(), ipv6);
        return new Placement(
                subnet,
                ipv6,
                nameservers,
                nameservers.isEmpty() ? List.of() : dns.search(),
                routes);
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

    /**
     * The routes of each subnet, and at the end those of IPv6 that no subnet of the device can
     * take.
     */
    private static List<List<Route>> routes(List<Subnet> subnets, int version) {
        var routes = new ArrayList<List<Route>>(subnets.size() + 1);
        for (int i = 0; i <= subnets.size(); i++) {
            routes.add(new ArrayList<>());
        }
        for (int i = 0; i < subnets.size(); i++) {
            for (Route route : subnets.get(i).routes()) {
                routes.get(version == 1 ? i : home(subnets, i, route)).add(route);
            }
        }
        return routes;
    }

    /** The first subnet of the route's family. Without one an IPv4 route stays where it is. */
    private static int home(List<Subnet> subnets, int stated, Route route) {
        if (subnets.get(stated).isIpv6() == route.isIpv6()) {
            return stated;
        }
        for (int i = 0; i < subnets.size(); i++) {
            if (subnets.get(i).isIpv6() == route.isIpv6()) {
                return i;
            }
        }
        return route.isIpv6() ? subnets.size() : stated;
    }
}
