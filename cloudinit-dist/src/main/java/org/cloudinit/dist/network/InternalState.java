package org.cloudinit.dist.network;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.jspecify.annotations.Nullable;

/**
 * What a renderer is given, as a tree to be looked at: under the keys of the original's internal
 * state, with what is not said left out.
 */
final class InternalState {
    private InternalState() {}

    static Mapping of(RendererInput input) {
        return switch (input) {
            case RendererInput.Verbatim(var config) ->
                    Mapping.builder().put("config", config.document()).put("version", 2).build();
            case RendererInput.Interpreted(var state) -> of(state);
        };
    }

    private static Mapping of(NetworkState state) {
        Mapping.Builder interfaces = Mapping.builder();
        for (Device device : state.devices()) {
            interfaces.put(device.id(), device(device));
        }
        var routes = new ArrayList<ConfigTree>();
        state.routes().forEach(route -> routes.add(route(route)));
        return Mapping.builder()
                .put("dns", dns(state.dns()))
                .put("interfaces", interfaces.build())
                .put("routes", new Sequence(routes, Origin.BUILT_IN))
                .put("use_ipv6", state.usesIpv6())
                .put("version", state.version())
                .build();
    }

    private static Mapping device(Device device) {
        Link link = device.link();
        Mapping.Builder entry = Mapping.builder().put("name", link.name());
        switch (device) {
            case Device.Physical _ -> entry.put("type", "physical");
            case Device.Loopback _ -> entry.put("type", "loopback");
            case Device.Infiniband _ -> entry.put("type", "infiniband");
            case Device.Bond bond ->
                    entry.put("type", "bond").put("bond_interfaces", values(bond.members()));
            case Device.Bridge bridge ->
                    entry.put("type", "bridge").put("bridge_ports", values(bridge.ports()));
            case Device.Vlan vlan -> {
                entry.put("type", "vlan");
                put(entry, "vlan_id", vlan.vlanId());
                put(entry, "vlan-raw-device", vlan.parent());
            }
            case Device.Undescribed _ -> {}
        }
        put(entry, "mac_address", link.mac());
        put(entry, "mtu", link.mtu());
        put(entry, "accept-ra", link.acceptRa());
        put(entry, "wakeonlan", link.wakeOnLan());
        put(entry, "optional", link.optional());
        put(entry, "keep_configuration", link.keepConfiguration());
        if (link.bond() != null) {
            entry.put("bond-master", link.bond().bond());
        }
        for (Parameter parameter : link.parameters()) {
            entry.put(parameter.name(), parameter.value());
        }
        if (!link.dns().isEmpty()) {
            entry.put("dns", dns(link.dns()));
        }
        var subnets = new ArrayList<ConfigTree>();
        link.subnets().forEach(subnet -> subnets.add(subnet(subnet)));
        return entry.put("subnets", new Sequence(subnets, Origin.BUILT_IN)).build();
    }

    private static Mapping subnet(Subnet subnet) {
        Mapping.Builder entry = Mapping.builder().put("type", subnet.type());
        Address address = subnet.address();
        if (address != null) {
            entry.put("address", address.text());
            if (address.prefix() != null) {
                entry.put("prefix", address.prefix());
            }
        }
        put(entry, "gateway", subnet.gateway());
        put(entry, "broadcast", subnet.broadcast());
        put(entry, "metric", subnet.metric());
        put(entry, "mtu", subnet.mtu());
        put(entry, "control", subnet.control());
        if (!subnet.dns().isEmpty()) {
            entry.put("dns_nameservers", values(subnet.dns().nameservers()));
            entry.put("dns_search", values(subnet.dns().search()));
        }
        var routes = new ArrayList<ConfigTree>();
        subnet.routes().forEach(route -> routes.add(route(route)));
        return entry.put("routes", new Sequence(routes, Origin.BUILT_IN)).build();
    }

    private static Mapping route(Route route) {
        Mapping.Builder entry =
                Mapping.builder().put("network", route.network()).put("prefix", route.prefix());
        if (route.netmask() != null) {
            entry.put("netmask", route.netmask());
        }
        put(entry, "gateway", route.gateway());
        put(entry, "metric", route.metric());
        put(entry, "table", route.table());
        put(entry, "mtu", route.mtu());
        return entry.build();
    }

    private static Mapping dns(Dns dns) {
        return Mapping.builder()
                .put("nameservers", values(dns.nameservers()))
                .put("search", values(dns.search()))
                .build();
    }

    private static Sequence values(List<Setting> settings) {
        var values = new ArrayList<ConfigTree>(settings.size());
        for (Setting setting : settings) {
            values.add(setting.value());
        }
        return new Sequence(values, Origin.BUILT_IN);
    }

    private static void put(Mapping.Builder entry, String key, @Nullable Setting setting) {
        if (setting != null) {
            Scalar value = setting.value();
            entry.put(key, value);
        }
    }
}
