package org.cloudinit.net.networkmanager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.address.IpAddress;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/** What a profile says of IPv4 and IPv6. */
final class IpSettings {
    private static final String IPV4 = "ipv4";
    private static final String IPV6 = "ipv6";
    private static final List<String> FAMILIES = List.of(IPV4, IPV6);
    private static final String METHOD = "method";
    private static final String MAY_FAIL = "may-fail";
    private static final String DISABLED = "disabled";
    private static final String ROUTE_METRIC = "route-metric";

    private final NetworkState state;
    private final LossLedger ledger;
    private final Profile profile;

    /** Who stated the options that a family has once. */
    private final Map<String, Setting> once = new HashMap<>(0);

    IpSettings(NetworkState state, LossLedger ledger, Profile profile) {
        this.state = state;
        this.ledger = ledger;
        this.profile = profile;
    }

    /**
     * Writes both families.
     *
     * @return the MTU of the device: that of an IPv4 subnet counts more than its own
     */
    @Nullable Setting write(Device device) {
        Link link = device.link();
        Setting ofSubnet = null;
        for (Subnet subnet : link.subnets()) {
            subnet(subnet);
            if (!subnet.isIpv6() && subnet.mtu() != null) {
                ofSubnet = subnet.mtu();
            }
        }
        for (String family : FAMILIES) {
            if (profile.has(family)) {
                // With routes alone: a section without a method is not read, and one that is not
                // there means this one.
                profile.setDefault(family, METHOD, "auto");
            }
        }
        if (device instanceof Device.Bond && link.subnets().isEmpty()) {
            // Left to itself, NetworkManager would ask for addresses on a bond that carries VLANs.
            for (String family : FAMILIES) {
                profile.set(family, METHOD, DISABLED);
                profile.set(family, MAY_FAIL, "false");
            }
        }
        names(link);
        eitherMayFail();
        return mtu(link.mtu(), ofSubnet);
    }

    /** Sets an option that a family has once: the last counts, the others are lost. */
    private void set(String family, String option, Setting setting) {
        profile.set(family, option, ledger.text(setting));
        Setting before = once.put(family + "." + option, setting);
        if (before != null && !before.text().equals(setting.text())) {
            ledger.lost(before.node(), "another subnet or route states " + option);
        }
    }

    private @Nullable Setting mtu(@Nullable Setting own, @Nullable Setting ofSubnet) {
        if (own == null || ofSubnet == null) {
            return own == null ? ofSubnet : own;
        }
        if (own.value().equals(ofSubnet.value())) {
            ledger.take(own);
        } else {
            ledger.lost(own.node(), "the MTU of an IPv4 subnet counts more");
        }
        return ofSubnet;
    }

    private void subnet(Subnet subnet) {
        String family = subnet.isIpv6() ? IPV6 : IPV4;
        ledger.take(subnet.node());
        method(family, subnet);
        address(family, subnet);
        if (subnet.gateway() != null) {
            set(family, "gateway", subnet.gateway());
        }
        for (Route route : subnet.routes()) {
            route(route);
        }
        if (subnet.metric() != null) {
            set(family, ROUTE_METRIC, subnet.metric());
        }
    }

    /** A method that asks the network is not given up for one that does not. */
    private void method(String family, Subnet subnet) {
        profile.setDefault(family, METHOD, DISABLED);
        String method =
                switch (subnet.method()) {
                    case STATIC, STATIC6 -> "manual";
                    case STATEFUL -> "dhcp";
                    case DHCP4, DHCP6, SLAAC, STATELESS -> "auto";
                    case MANUAL, LOOPBACK, OTHER -> {
                        profile.set(family, MAY_FAIL, "true");
                        yield "auto";
                    }
                };
        String before = profile.get(family, METHOD);
        if ("dhcp".equals(before) || ("auto".equals(before) && method.equals("manual"))) {
            return;
        }
        switch (subnet.method()) {
            case SLAAC, STATELESS, STATEFUL -> profile.setDefault(IPV4, METHOD, DISABLED);
            case DHCP4, DHCP6, STATIC, STATIC6, MANUAL, LOOPBACK, OTHER -> {}
        }
        profile.set(family, METHOD, method);
        profile.setDefault(family, MAY_FAIL, "false");
    }

    private void address(String family, Subnet subnet) {
        Address address = subnet.address();
        if (address == null) {
            return;
        }
        if (address.prefix() == null) {
            ledger.lost(
                    address.node(),
                    "NetworkManager takes an address with a static subnet, or with its prefix apart");
            return;
        }
        ledger.take(address.node());
        ledger.take(address.netmaskNode());
        profile.addNumbered(family, "address", address.cidr());
    }

    /** The metric of a default route is that of all routes of its family. */
    private void route(Route route) {
        String family = route.isIpv6() ? IPV6 : IPV4;
        ledger.take(route.node());
        String value = route.cidr();
        if (route.gateway() != null) {
            value += "," + ledger.text(route.gateway());
        }
        if (route.metric() != null && route.isDefault()) {
            set(family, ROUTE_METRIC, route.metric());
        } else if (route.metric() != null) {
            // What stands in the gateway's place is read as one.
            String onLink = route.gateway() == null ? (route.isIpv6() ? ",::" : ",0.0.0.0") : "";
            value += onLink + "," + ledger.text(route.metric());
        }
        String option = profile.addNumbered(family, "route", value);
        if (route.mtu() != null) {
            profile.set(family, option + "_options", "mtu=" + ledger.text(route.mtu()));
        }
    }

    /** The device's own name service; where it has none, the machine's. */
    private void names(Link link) {
        var nameservers = new ArrayList<Setting>();
        var search = new ArrayList<Setting>();
        for (Subnet subnet : link.subnets()) {
            nameservers.addAll(subnet.dns().nameservers());
            search.addAll(subnet.dns().search());
        }
        addMissing(nameservers, link.dns().nameservers());
        addMissing(search, link.dns().search());
        Dns machine = state.dns();
        nameservers(nameservers.isEmpty() ? machine.nameservers() : nameservers);
        search(search.isEmpty() ? machine.search() : search);
    }

    private static void addMissing(List<Setting> all, List<Setting> more) {
        Set<Scalar> known = HashSet.newHashSet(all.size());
        for (Setting one : all) {
            known.add(one.value());
        }
        for (Setting one : more) {
            if (!known.contains(one.value())) {
                all.add(one);
            }
        }
    }

    private void nameservers(List<Setting> nameservers) {
        for (String family : FAMILIES) {
            var list = new StringBuilder();
            for (Setting nameserver : nameservers) {
                boolean ofFamily = IpAddress.isIpv6(nameserver.text()) == family.equals(IPV6);
                if (ofFamily && isEnabled(family)) {
                    list.append(ledger.text(nameserver)).append(';');
                }
            }
            if (!list.isEmpty()) {
                profile.set(family, "dns", list.toString());
            }
        }
    }

    private void search(List<Setting> search) {
        for (String family : FAMILIES) {
            if (!search.isEmpty() && isEnabled(family)) {
                profile.set(family, "dns-search", String.join(";", ledger.texts(search)) + ";");
            }
        }
    }

    private boolean isEnabled(String family) {
        return profile.has(family) && !DISABLED.equals(profile.get(family, METHOD));
    }

    /** Where both families ask the network, one that answers is enough. */
    private void eitherMayFail() {
        for (String family : FAMILIES) {
            String method = profile.get(family, METHOD);
            boolean asks = "auto".equals(method) || "dhcp".equals(method);
            if (!asks || !"false".equals(profile.get(family, MAY_FAIL))) {
                return;
            }
        }
        for (String family : FAMILIES) {
            profile.set(family, MAY_FAIL, "true");
        }
    }
}
