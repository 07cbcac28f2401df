package org.cloudinit.net.openstack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * OpenStack's {@code network_data.json} as network config version 1 ({@code convert_net_json} of
 * the original). Links become devices, the networks that name them become their subnets, services
 * become name servers. Values keep their origins; keys come in the original's order.
 *
 * <p>What cannot be used is reported and left out. Where so much is left out that no address
 * remains, the answer is that nothing is said: a fallback beats a machine without network.
 */
public final class NetworkDataConverter {
    private static final Set<String> KEPT_OF_LINKS =
            Set.of("name", "type", "mac_address", "subnets", "params", "mtu");

    private final NetworkProblems problems;
    private final LinkNaming naming;
    private final Map<ConfigTree, List<SubnetReader.Subnet>> subnets;

    private NetworkDataConverter(
            NetworkProblems problems,
            LinkNaming naming,
            Map<ConfigTree, List<SubnetReader.Subnet>> subnets) {
        this.problems = problems;
        this.naming = naming;
        this.subnets = subnets;
    }

    /**
     * Converts a document.
     *
     * @return a mapping with {@code version} and {@code config}, or null where the document says
     *     nothing, or nothing that can be used on this machine
     * @throws MalformedException if links or networks are no lists
     */
    public static @Nullable Mapping convert(
            Mapping document, NicInventory nics, Reporter reporter) {
        Sequence items = NetworkProblems.list(document.get("links"), ConfigPath.ROOT.key("links"));
        Sequence networks =
                NetworkProblems.list(document.get("networks"), ConfigPath.ROOT.key("networks"));
        if (items.isEmpty()) {
            return null;
        }
        var problems = new NetworkProblems(reporter);
        List<Link> links = new LinkReader(problems).read(items);
        var subnets = new SubnetReader(problems).read(networks);
        var naming = LinkNaming.of(links, nics, problems);
        var converter = new NetworkDataConverter(problems, naming, subnets);
        converter.noteStrayNetworks(links);
        Sequence config = converter.config(links, document);
        if (config.isEmpty()) {
            problems.note(
                    "network-data.unusable",
                    ConfigPath.ROOT,
                    document.origin(),
                    "nothing of it can be used on this machine",
                    "Correct it where it is written; until then the network falls back");
            return null;
        }
        return Mapping.builder(document.origin()).put("version", 1).put("config", config).build();
    }

    /** The entries of a mapping whose keys are among the given ones. */
    static Mapping.Builder kept(Mapping node, Set<String> keys) {
        Mapping.Builder kept = Mapping.builder(node.origin());
        for (Map.Entry<Scalar, ConfigTree> entry : node.entries().entrySet()) {
            if (entry.getKey() instanceof Scalar.Text key && keys.contains(key.value())) {
                kept.put(key, entry.getValue());
            }
        }
        return kept;
    }

    private void noteStrayNetworks(List<Link> links) {
        var ids = new HashSet<ConfigTree>();
        for (Link link : links) {
            ids.add(link.id());
        }
        subnets.forEach(
                (id, networks) -> {
                    if (!ids.contains(id)) {
                        for (SubnetReader.Subnet network : networks) {
                            problems.leaveOut(
                                    "network-data.missing-link",
                                    network.path().key("link"),
                                    network.link(),
                                    "no link has this id");
                        }
                    }
                });
    }

    /** All devices and name servers; empty where they would leave the machine without address. */
    private Sequence config(List<Link> links, Mapping document) {
        var config = new ArrayList<ConfigTree>();
        boolean addressed = false;
        for (Link link : links) {
            String name = naming.of(link.id());
            if (name != null) {
                config.add(device(link, name));
                addressed |= subnets.containsKey(link.id());
            }
        }
        if (config.isEmpty() || (problems.leftOut() && !addressed)) {
            return Sequence.EMPTY;
        }
        addNameservers(config, document.get("services"));
        return new Sequence(config, document.origin());
    }

    private Mapping device(Link link, String name) {
        Mapping.Builder device = kept(link.node(), KEPT_OF_LINKS);
        checkMtu(device, link);
        var ofLink = subnets.getOrDefault(link.id(), List.of());
        var nodes = new ArrayList<ConfigTree>(ofLink.size());
        for (SubnetReader.Subnet subnet : ofLink) {
            if (subnet.acceptRa() != null) {
                device.put("accept-ra", subnet.acceptRa());
            }
            nodes.add(subnet.node());
        }
        device.put("subnets", new Sequence(nodes, link.node().origin()));
        switch (link) {
            case Link.Physical physical -> addPhysical(device, physical, name);
            case Link.Bond bond -> addBond(device, bond, name);
            case Link.Vlan vlan -> addVlan(device, vlan, name);
        }
        return device.build();
    }

    /** Null stands for the default; zero cannot be set on a link. */
    private void checkMtu(Mapping.Builder device, Link link) {
        if (link.node().get("mtu") instanceof Scalar.Int mtu && mtu.value() <= 0) {
            ConfigPath path = link.path().key("mtu");
            problems.note(
                    "network-data.bad-mtu",
                    path,
                    mtu.origin(),
                    "an MTU is greater than zero; it is left out",
                    "Leave it out, or write null for the default");
            device.remove("mtu");
        }
    }

    private void addPhysical(Mapping.Builder device, Link.Physical link, String name) {
        String infiniband = naming.infinibandAddress(name);
        String mac = infiniband != null ? infiniband : link.mac();
        device.put("type", infiniband != null ? "infiniband" : "physical");
        device.put("mac_address", mac == null ? Scalar.nothing() : mac(mac, link));
        device.put("name", name(name, link));
    }

    private void addBond(Mapping.Builder device, Link.Bond link, String name) {
        if (link.mac() != null) {
            device.put("mac_address", mac(link.mac(), link));
        }
        Mapping.Builder parameters = Mapping.builder(link.node().origin());
        for (Map.Entry<Scalar, ConfigTree> entry : link.node().entries().entrySet()) {
            if (entry.getKey() instanceof Scalar.Text key
                    && key.value().startsWith("bond")
                    && !key.value().equals("bond_links")) {
                parameters.put(parameter(key.value()), entry.getValue());
            }
        }
        device.put("params", parameters.build());
        device.put("name", name(name, link));
        device.put("bond_interfaces", members(link));
    }

    /** {@code bond_mode} is {@code bond-mode} in version 1; further underscores stay. */
    private static String parameter(String key) {
        int at = key.indexOf("bond_");
        return "bond-" + (at < 0 ? key : key.substring(at + "bond_".length()));
    }

    private Sequence members(Link.Bond link) {
        ConfigTree written = link.node().get("bond_links");
        Origin origin = written == null ? link.node().origin() : written.origin();
        var members = new ArrayList<ConfigTree>(link.members().size());
        for (int i = 0; i < link.members().size(); i++) {
            ConfigTree member = link.members().get(i);
            String name = naming.of(member);
            if (name == null) {
                ConfigPath path = link.path().key("bond_links").index(i);
                problems.leaveOut(
                        "network-data.missing-link", path, member, "this link is not here");
            } else {
                members.add(new Scalar.Text(name, member.origin()));
            }
        }
        return new Sequence(members, origin);
    }

    private void addVlan(Mapping.Builder device, Link.Vlan link, String name) {
        device.put("name", name(name, link));
        ConfigTree tag = link.node().get("vlan_id");
        ConfigTree mac = link.node().get("vlan_mac_address");
        String parent = naming.of(link.parent());
        if (tag != null) {
            device.put("vlan_id", tag);
        }
        if (mac != null) {
            device.put("mac_address", mac);
        }
        if (parent != null) {
            device.put("vlan_link", new Scalar.Text(parent, link.parent().origin()));
        }
    }

    private static Scalar mac(String mac, Link link) {
        ConfigTree written = link.node().get("ethernet_mac_address");
        return new Scalar.Text(mac, (written == null ? link.node() : written).origin());
    }

    private static Scalar name(String name, Link link) {
        ConfigTree written = link.node().get("name");
        return new Scalar.Text(name, (written == null ? link.id() : written).origin());
    }

    private void addNameservers(List<ConfigTree> config, @Nullable ConfigTree services) {
        ConfigPath path = ConfigPath.ROOT.key("services");
        Sequence items = problems.part(services, path);
        for (int i = 0; i < items.size(); i++) {
            ConfigTree item = items.items().get(i);
            if (!(item instanceof Mapping service)) {
                problems.leaveOut("network-data.wrong-type", path.index(i), item, "no mapping");
            } else if (service.get("type") instanceof Scalar.Text type
                    && !type.value().equals("dns")) {
                problems.leaveOut(
                        "network-data.unknown-service",
                        path.index(i).key("type"),
                        type,
                        "only dns is a service that is known here");
            } else if (!(service.get("address") instanceof Scalar.Text)
                    && !(service.get("address") instanceof Sequence)) {
                problems.leaveOut(
                        "network-data.no-address",
                        path.index(i),
                        service,
                        "a name server without an address");
            } else {
                config.add(service.with("type", Scalar.text("nameserver")));
            }
        }
    }
}
