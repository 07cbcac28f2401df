package org.cloudinit.net.openstack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/** Reads {@code networks} into subnets of version 1, by link. */
final class SubnetReader {
    /** Keys that mean the same in both forms. */
    static final Set<String> KEPT =
            Set.of(
                    "type",
                    "address",
                    "netmask",
                    "broadcast",
                    "metric",
                    "gateway",
                    "pointopoint",
                    "scope",
                    "dns_nameservers",
                    "dns_search");

    /** The same of a route. */
    static final Set<String> KEPT_OF_ROUTES =
            Set.of("network", "destination", "netmask", "gateway", "metric");

    private final NetworkProblems problems;

    SubnetReader(NetworkProblems problems) {
        this.problems = problems;
    }

    /**
     * A network as version 1 has it.
     *
     * @param node the subnet
     * @param link id of its link, as written
     * @param acceptRa what it says of router advertisements on its link, or null
     * @param path where the network stands
     */
    record Subnet(Mapping node, ConfigTree link, Scalar.@Nullable Bool acceptRa, ConfigPath path) {}

    /** All networks by the id of their link, each list in the order of the document. */
    Map<ConfigTree, List<Subnet>> read(Sequence items) {
        ConfigPath networks = ConfigPath.ROOT.key("networks");
        Map<ConfigTree, List<Subnet>> byLink = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            ConfigTree item = items.items().get(i);
            ConfigPath path = networks.index(i);
            if (!(item instanceof Mapping network)) {
                problems.leaveOut("network-data.wrong-type", path, item, "it is no mapping");
                continue;
            }
            ConfigTree link = network.get("link");
            Subnet subnet = link == null ? null : subnet(network, link, path);
            if (link == null) {
                problems.leaveOut("network-data.no-link", path, network, "it names no link");
            } else if (subnet != null) {
                byLink.computeIfAbsent(link, _ -> new ArrayList<>()).add(subnet);
            }
        }
        return byLink;
    }

    private @Nullable Subnet subnet(Mapping network, ConfigTree link, ConfigPath path) {
        if (!(network.get("type") instanceof Scalar.Text said)) {
            problems.leaveOut("network-data.no-type", path, network, "it has no type");
            return null;
        }
        String type = said.value();
        Mapping.Builder subnet = NetworkDataConverter.kept(network, KEPT);
        Sequence written = problems.part(network.get("routes"), path.key("routes"));
        Sequence routes = routes(written, path.key("routes"));
        if (!routes.isEmpty()) {
            subnet.put("routes", routes);
        }
        String word =
                switch (type) {
                    case "ipv4_dhcp" -> "dhcp4";
                    case "ipv6_dhcp" -> "dhcp6";
                    case "ipv4" -> "static";
                    case "ipv6" -> "static6";
                    // Words that version 1 has too, or that are for it to refuse.
                    default -> type;
                };
        subnet.put("type", new Scalar.Text(word, said.origin()));
        boolean fixed = isFixed(type);
        if (fixed && !address(network, path, subnet)) {
            return null;
        }
        Sequence servers = nameservers(network, written, path);
        if (!servers.isEmpty()) {
            subnet.put("dns_nameservers", servers);
        }
        if (type.equals("ipv4") || type.equals("ipv6")) {
            subnet.put(type, new Scalar.Bool(true, said.origin()));
        }
        Boolean acceptRa = acceptRa(type);
        return new Subnet(
                subnet.build(),
                link,
                acceptRa == null ? null : new Scalar.Bool(acceptRa, said.origin()),
                path);
    }

    private static boolean isFixed(String type) {
        return switch (type) {
            case "ipv4", "static", "ipv6", "static6" -> true;
            default -> false;
        };
    }

    /** A host with a fixed address believes no router; with DHCP for IPv6 it has to. */
    private static @Nullable Boolean acceptRa(String type) {
        return switch (type) {
            case "ipv6", "static6" -> false;
            case "ipv6_dhcp", "ipv6_dhcpv6-stateful" -> true;
            default -> null;
        };
    }

    private boolean address(Mapping network, ConfigPath path, Mapping.Builder subnet) {
        ConfigTree address = network.get("ip_address");
        if (address == null) {
            address = network.get("address");
        }
        if (address instanceof Scalar.Text) {
            subnet.put("address", address);
            return true;
        }
        problems.leaveOut(
                "network-data.no-address",
                path.key("ip_address"),
                address == null ? network.origin() : address.origin(),
                "a network with a fixed address has to say which");
        return false;
    }

    private Sequence routes(Sequence written, ConfigPath path) {
        var routes = new ArrayList<ConfigTree>(written.size());
        for (int i = 0; i < written.size(); i++) {
            ConfigTree item = written.items().get(i);
            if (item instanceof Mapping route) {
                routes.add(NetworkDataConverter.kept(route, KEPT_OF_ROUTES).build());
            } else {
                problems.leaveOut(
                        "network-data.wrong-type", path.index(i), item, "it is no mapping");
            }
        }
        return new Sequence(routes, written.origin());
    }

    /** Name servers of the routes first, then those of the network that are not among them. */
    private Sequence nameservers(Mapping network, Sequence routes, ConfigPath path) {
        var servers = new ArrayList<ConfigTree>();
        for (int i = 0; i < routes.size(); i++) {
            if (routes.items().get(i) instanceof Mapping route) {
                ConfigPath place = path.key("routes").index(i).key("services");
                servers.addAll(dns(route.get("services"), place));
            }
        }
        for (ConfigTree server : dns(network.get("services"), path.key("services"))) {
            if (!servers.contains(server)) {
                servers.add(server);
            }
        }
        return new Sequence(servers, network.origin());
    }

    private List<ConfigTree> dns(@Nullable ConfigTree services, ConfigPath path) {
        var servers = new ArrayList<ConfigTree>();
        Sequence items = problems.part(services, path);
        for (int i = 0; i < items.size(); i++) {
            if (items.items().get(i) instanceof Mapping service
                    && service.text("type", "").equals("dns")) {
                ConfigTree address = service.get("address");
                if (address instanceof Scalar.Text) {
                    servers.add(address);
                } else {
                    problems.leaveOut(
                            "network-data.no-address",
                            path.index(i),
                            service,
                            "a name server without an address");
                }
            }
        }
        return servers;
    }
}
