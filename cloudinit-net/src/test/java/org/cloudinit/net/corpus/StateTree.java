package org.cloudinit.net.corpus;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.jspecify.annotations.Nullable;

/** A state in the shape of the reference's own, to compare them. */
final class StateTree {
    private StateTree() {}

    static Mapping of(NetworkState state) {
        var interfaces = Mapping.builder();
        for (Device device : state.devices()) {
            interfaces.put(device.id(), device(device, state.version()));
        }
        var routes = new ArrayList<ConfigTree>();
        for (Route route : state.routes()) {
            routes.add(route(route).with("type", Scalar.text("route")));
        }
        return Mapping.builder()
                .put("interfaces", interfaces.build())
                .put("routes", list(routes))
                .put("dns", dns(state.dns()))
                .put("use_ipv6", state.usesIpv6())
                .build();
    }

    private static Mapping device(Device device, int version) {
        Link link = device.link();
        boolean entry = version == 2 && device instanceof Device.Physical;
        var tree =
                Mapping.builder()
                        .put("config_id", entry ? Scalar.text(device.id()) : Scalar.nothing())
                        .put("name", link.name())
                        .put("type", device.type())
                        .put("mac_address", value(link.mac()))
                        .put("inet", "inet")
                        .put("mode", "manual")
                        .put("mtu", value(link.mtu()))
                        .put("address", Scalar.nothing())
                        .put("gateway", Scalar.nothing())
                        .put("accept-ra", value(link.acceptRa()))
                        .put("wakeonlan", value(link.wakeOnLan()))
                        .put("optional", value(link.optional()))
                        .put("keep_configuration", value(link.keepConfiguration()));
        var subnets = new ArrayList<ConfigTree>();
        for (Subnet subnet : link.subnets()) {
            subnets.add(subnet(subnet));
        }
        tree.put("subnets", list(subnets));
        if (!link.dns().isEmpty()) {
            tree.put("dns", dns(link.dns()));
        }
        for (Parameter parameter : link.parameters()) {
            tree.put(parameter.name(), parameter.value());
        }
        if (link.bond() != null) {
            tree.put("bond-master", link.bond().bond());
            for (Parameter parameter : link.bond().parameters()) {
                tree.put(parameter.name(), parameter.value());
            }
        }
        kind(device, tree);
        return tree.build();
    }

    private static void kind(Device device, Mapping.Builder tree) {
        switch (device) {
            case Device.Bond _ -> tree.put("bond-slaves", "none");
            case Device.Bridge bridge -> tree.put("bridge_ports", values(bridge.ports()));
            case Device.Vlan vlan ->
                    tree.put("vlan_id", vlan.vlanId().value())
                            .put("vlan-raw-device", vlan.parent().value());
            case Device.Physical _,
                    Device.Loopback _,
                    Device.Infiniband _,
                    Device.Undescribed _ -> {}
        }
    }

    private static Mapping subnet(Subnet subnet) {
        var tree = Mapping.builder().put("type", subnet.type());
        if (subnet.address() != null) {
            tree.put("address", subnet.address().text());
            if (subnet.address().prefix() != null) {
                tree.put("prefix", subnet.address().prefix());
            }
            if (subnet.address().netmask() != null) {
                tree.put("netmask", subnet.address().netmask());
            }
        }
        put(tree, "gateway", subnet.gateway());
        put(tree, "broadcast", subnet.broadcast());
        put(tree, "metric", subnet.metric());
        put(tree, "mtu", subnet.mtu());
        put(tree, "control", subnet.control());
        if (!subnet.dns().nameservers().isEmpty()) {
            tree.put("dns_nameservers", values(subnet.dns().nameservers()));
        }
        if (!subnet.dns().search().isEmpty()) {
            tree.put("dns_search", values(subnet.dns().search()));
        }
        if (subnet.ipv4()) {
            tree.put("ipv4", true);
        }
        if (subnet.ipv6()) {
            tree.put("ipv6", true);
        }
        var routes = new ArrayList<ConfigTree>();
        for (Route route : subnet.routes()) {
            routes.add(route(route));
        }
        return tree.put("routes", list(routes)).build();
    }

    private static Mapping route(Route route) {
        var tree = Mapping.builder().put("network", route.network()).put("prefix", route.prefix());
        if (route.netmask() != null) {
            tree.put("netmask", route.netmask());
        }
        put(tree, "gateway", route.gateway());
        put(tree, "metric", route.metric());
        put(tree, "table", route.table());
        put(tree, "mtu", route.mtu());
        return tree.build();
    }

    private static Mapping dns(Dns dns) {
        return Mapping.builder()
                .put("nameservers", values(dns.nameservers()))
                .put("search", values(dns.search()))
                .build();
    }

    private static void put(Mapping.Builder tree, String key, @Nullable Setting setting) {
        if (setting != null) {
            tree.put(key, setting.value());
        }
    }

    private static Scalar value(@Nullable Setting setting) {
        return setting == null ? Scalar.nothing() : setting.value();
    }

    private static Sequence values(List<Setting> settings) {
        var values = new ArrayList<ConfigTree>();
        for (Setting setting : settings) {
            values.add(setting.value());
        }
        return list(values);
    }

    private static Sequence list(List<ConfigTree> items) {
        return new Sequence(items, Origin.BUILT_IN);
    }
}
