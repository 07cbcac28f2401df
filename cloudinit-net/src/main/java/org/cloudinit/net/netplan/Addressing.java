package org.cloudinit.net.netplan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.address.IpAddress;
import org.cloudinit.net.address.IpNetwork;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/**
 * What netplan's devices have in common: addresses, routes, name servers, MTU ({@code
 * _extract_addresses}).
 */
final class Addressing {
    private final LossLedger ledger;
    private final boolean ipv6Mtu;
    private final List<ConfigTree> addresses = new ArrayList<>();
    private final List<ConfigTree> routes = new ArrayList<>();
    private final List<Setting> nameservers = new ArrayList<>();
    private final List<Setting> search = new ArrayList<>();
    private final Map<String, Setting> once = new HashMap<>(0);

    Addressing(LossLedger ledger, boolean ipv6Mtu) {
        this.ledger = ledger;
        this.ipv6Mtu = ipv6Mtu;
    }

    void write(Link link, Mapping.Builder entry) {
        for (Subnet subnet : link.subnets()) {
            subnet(subnet, entry);
        }
        mtu(link, entry);
        put(entry, "addresses", addresses);
        put(entry, "routes", routes);
        nameservers(entry);
        if (link.acceptRa() != null) {
            ledger.take(link.acceptRa());
            entry.put("accept-ra", link.acceptRa().value());
        }
    }

    private void subnet(Subnet subnet, Mapping.Builder entry) {
        if (subnet.type().startsWith("dhcp")) {
            dhcp(subnet, subnet.type().equals("dhcp") ? "dhcp4" : subnet.type(), entry);
            return;
        }
        switch (subnet.method()) {
            case STATIC, STATIC6 -> fixed(subnet, entry);
            case DHCP4, DHCP6, SLAAC, STATELESS, STATEFUL -> dhcp(subnet, "dhcp6", entry);
            case MANUAL, LOOPBACK -> ledger.take(subnet.node());
            case OTHER -> ledger.lost(subnet.node(), "netplan has no such type of subnet");
        }
    }

    private void dhcp(Subnet subnet, String key, Mapping.Builder entry) {
        ledger.take(subnet.node());
        entry.put(key, true);
        if (subnet.metric() != null) {
            once(key + "-overrides", subnet.metric());
            entry.put(
                    key + "-overrides",
                    Mapping.builder().put("route-metric", subnet.metric().value()).build());
        }
    }

    private void fixed(Subnet subnet, Mapping.Builder entry) {
        Address address = subnet.address();
        if (address == null) {
            throw new IllegalStateException(
                    "a static subnet without an address at " + subnet.node());
        }
        ledger.take(address.node());
        ledger.take(address.netmaskNode());
        ledger.take(subnet.node());
        gateway(subnet, address);
        nameservers.addAll(subnet.dns().nameservers());
        search.addAll(subnet.dns().search());
        if (subnet.mtu() != null) {
            String key = subnet.isIpv6() && ipv6Mtu ? "ipv6-mtu" : "mtu";
            once(key, subnet.mtu());
            entry.put(key, subnet.mtu().value());
        }
        for (Route route : subnet.routes()) {
            route(route, subnet.metric());
        }
        addresses.add(Scalar.text(address.cidr()));
    }

    /** A gateway outside of its subnet is on link, or netplan could not reach it. */
    private void gateway(Subnet subnet, Address address) {
        if (subnet.gateway() == null) {
            return;
        }
        ledger.take(subnet.gateway());
        var route = Mapping.builder().put("via", subnet.gateway().value()).put("to", "default");
        IpAddress gateway = IpAddress.parse(subnet.gateway().text());
        IpNetwork network = IpNetwork.parse(address.cidr());
        if (gateway != null && network != null && !network.contains(gateway)) {
            route.put("on-link", true);
        }
        metric(subnet.metric(), route);
        routes.add(route.build());
    }

    /** Without a metric of its own a route has that of its subnet. */
    private void route(Route route, @Nullable Setting ofSubnet) {
        ledger.take(route.node());
        var entry = Mapping.builder();
        if (route.gateway() != null) {
            ledger.take(route.gateway());
            entry.put("via", route.gateway().value());
        }
        entry.put("to", route.cidr());
        metric(route.metric() != null ? route.metric() : ofSubnet, entry);
        routes.add(entry.build());
    }

    private void metric(@Nullable Setting metric, Mapping.Builder route) {
        if (metric != null) {
            ledger.take(metric);
            route.put("metric", metric.value());
        }
    }

    /** A device has some keys once: of several subnets the last counts, the others are lost. */
    private void once(String key, Setting setting) {
        ledger.take(setting);
        Setting before = once.put(key, setting);
        if (before != null && !before.text().equals(setting.text())) {
            ledger.lost(before.node(), "another subnet states " + key);
        }
    }

    /** The MTU of an IPv4 subnet counts more than the device's. */
    private void mtu(Link link, Mapping.Builder entry) {
        Setting mtu = link.mtu();
        if (mtu == null) {
            return;
        }
        ConfigTree ofSubnet = entry.build().get("mtu");
        if (ofSubnet != null && ofSubnet.truthy() && !ofSubnet.equals(mtu.value())) {
            ledger.lost(mtu.node(), "the MTU of an IPv4 subnet counts more");
            return;
        }
        ledger.take(mtu);
        entry.put("mtu", mtu.value());
    }

    private void nameservers(Mapping.Builder entry) {
        var names = Mapping.builder();
        if (!nameservers.isEmpty()) {
            names.put("addresses", values(nameservers));
        }
        if (!search.isEmpty()) {
            names.put("search", values(search));
        }
        Mapping built = names.build();
        if (!built.isEmpty()) {
            nameservers.forEach(ledger::take);
            search.forEach(ledger::take);
            entry.put("nameservers", built);
        }
    }

    static Sequence values(List<Setting> settings) {
        var values = new ArrayList<ConfigTree>(settings.size());
        for (Setting setting : settings) {
            values.add(setting.value());
        }
        return new Sequence(values, Origin.BUILT_IN);
    }

    private static void put(Mapping.Builder entry, String key, List<ConfigTree> items) {
        if (!items.isEmpty()) {
            entry.put(key, new Sequence(items, Origin.BUILT_IN));
        }
    }
}
