package org.cloudinit.net.interpret;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Method;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a subnet of version 1 ({@code _normalize_subnet}): what Python takes for untrue is not set.
 */
final class Subnets {
    private Subnets() {}

    static List<Subnet> of(Entry device) {
        var subnets = new ArrayList<Subnet>();
        for (Entry entry : device.entries("subnets")) {
            subnets.add(subnet(entry));
        }
        return subnets;
    }

    private static Subnet subnet(Entry entry) {
        String type = entry.text("type");
        if (type == null) {
            throw Refusal.at(
                    entry.node(),
                    "subnet-without-type",
                    "has no type",
                    "Add a type such as dhcp4 or static");
        }
        Method method = Method.of(type);
        Address address = method.isStatic() ? staticAddress(entry) : looseAddress(entry);
        var dns =
                new Dns(
                        entry.settings("dns_nameservers", true),
                        entry.settings("dns_search", true));
        var routes = new ArrayList<Route>();
        for (Entry route : entry.entries("routes")) {
            routes.add(Routes.of1(route));
        }
        var subnet =
                new Subnet(
                        method,
                        type,
                        address,
                        entry.settingIfTrue("gateway"),
                        entry.settingIfTrue("broadcast"),
                        entry.settingIfTrue("metric"),
                        entry.settingIfTrue("mtu"),
                        entry.settingIfTrue("control"),
                        dns,
                        routes,
                        entry.truthy("ipv4"),
                        entry.truthy("ipv6"),
                        further(entry),
                        entry.node());
        // Where a converted interfaces file had it; nothing follows from it.
        entry.raw("_orig_eni_name");
        entry.close("a subnet has no such key");
        return subnet;
    }

    private static Address staticAddress(Entry entry) {
        Setting address = address(entry);
        if (address == null) {
            throw Refusal.at(
                    entry.node(),
                    "subnet-without-address",
                    "is static and has no address",
                    "Add an address");
        }
        Setting netmask = entry.settingIfTrue("netmask");
        Setting prefix = entry.settingIfTrue("prefix");
        Networks.Place place = Networks.place(address, netmask, prefix);
        Setting apart = netmask != null ? netmask : prefix;
        return new Address(
                place.address(),
                place.prefix(),
                place.netmaskOf(netmask),
                address.node(),
                apart == null ? null : apart.node());
    }

    private static @Nullable Address looseAddress(Entry entry) {
        Setting address = address(entry);
        if (address == null) {
            return null;
        }
        Setting netmask = entry.settingIfTrue("netmask");
        Setting prefix = entry.settingIfTrue("prefix");
        Setting apart = netmask != null ? netmask : prefix;
        return new Address(
                address.text(),
                prefix == null || address.text().indexOf('/') >= 0 ? null : length(prefix),
                netmask == null ? null : netmask.text(),
                address.node(),
                apart == null ? null : apart.node());
    }

    private static @Nullable Integer length(Setting prefix) {
        return prefix.value() instanceof Scalar.Int(long bits, _) && bits > 0 && bits <= 128
                ? (int) bits
                : null;
    }

    private static @Nullable Setting address(Entry entry) {
        Setting address = entry.settingIfTrue("address");
        Setting alias = entry.settingIfTrue("ip_address");
        return address != null ? address : alias;
    }

    private static List<Parameter> further(Entry entry) {
        var further = new ArrayList<Parameter>(0);
        for (String key : List.of("pointopoint", "scope")) {
            Parameter parameter = entry.parameter(key);
            if (parameter != null) {
                further.add(parameter);
            }
        }
        return further;
    }
}
