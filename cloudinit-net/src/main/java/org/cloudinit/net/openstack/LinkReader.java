package org.cloudinit.net.openstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/** Reads {@code links}. What cannot be used is reported and left out. */
final class LinkReader {
    /** Types behind which the guest sees a NIC: Nova's VIF types, and those of other clouds. */
    private static final Set<String> PHYSICAL =
            Set.of(
                    "bgpovs",
                    "bridge",
                    "cascading",
                    "dvs",
                    "ethernet",
                    "hw_veb",
                    "hyperv",
                    "ovs",
                    "phy",
                    "tap",
                    "vhostuser",
                    "vif");

    private final NetworkProblems problems;

    LinkReader(NetworkProblems problems) {
        this.problems = problems;
    }

    List<Link> read(Sequence items) {
        ConfigPath links = ConfigPath.ROOT.key("links");
        var read = new ArrayList<Link>(items.size());
        for (int i = 0; i < items.size(); i++) {
            ConfigTree item = items.items().get(i);
            ConfigPath path = links.index(i);
            Link link = null;
            if (item instanceof Mapping node) {
                link = link(node, path);
            } else {
                problems.leaveOut("network-data.wrong-type", path, item, "it is no mapping");
            }
            if (link != null) {
                read.add(link);
            }
        }
        return read;
    }

    private @Nullable Link link(Mapping node, ConfigPath path) {
        ConfigTree id = id(node);
        if (id == null) {
            problems.leaveOut(
                    "network-data.no-id", path, node, "it has no id, so no network can mean it");
            return null;
        }
        return switch (type(node, path)) {
            case "bond" -> bond(id, node, path);
            case "vlan" -> vlan(id, node, path);
            default -> new Link.Physical(id, node, path, name(node), mac(node, path));
        };
    }

    /** The id, or the name where there is no id. */
    private static @Nullable ConfigTree id(Mapping node) {
        ConfigTree id = node.get("id");
        return id instanceof Scalar && !(id instanceof Scalar.Null) ? id : node.get("name");
    }

    /** The type's word; a link without one is a NIC, as is one of a type that is not known. */
    private String type(Mapping node, ConfigPath path) {
        ConfigTree type = node.get("type");
        if (type == null || type instanceof Scalar.Null) {
            problems.note(
                    "network-data.no-link-type",
                    path,
                    node.origin(),
                    "this link has no type; it is treated as physical",
                    "State a type that Nova writes, such as phy, bond or vlan");
            return "phy";
        }
        String word = type instanceof Scalar.Text text ? text.value() : "";
        if (!word.equals("bond") && !word.equals("vlan") && !PHYSICAL.contains(word)) {
            problems.note(
                    "network-data.unknown-link-type",
                    path.key("type"),
                    type.origin(),
                    "this type of link is not known; it is treated as physical",
                    "Use a type that Nova writes, such as phy, bond or vlan");
        }
        return word;
    }

    private static @Nullable String name(Mapping node) {
        String name = node.text("name");
        return name == null || name.isEmpty() ? null : name;
    }

    private @Nullable String mac(Mapping node, ConfigPath path) {
        ConfigTree mac = node.get("ethernet_mac_address");
        if (mac instanceof Scalar.Text text) {
            return text.value().isEmpty() ? null : text.value().toLowerCase(Locale.ROOT);
        }
        if (mac != null && mac.truthy()) {
            ConfigPath place = path.key("ethernet_mac_address");
            problems.leaveOut("network-data.bad-mac", place, mac, "it is no string");
        }
        return null;
    }

    private @Nullable Link bond(ConfigTree id, Mapping node, ConfigPath path) {
        List<ConfigTree> members =
                switch (node.get("bond_links")) {
                    case Sequence sequence -> sequence.items();
                    case Scalar.Text text -> List.of(text);
                    case null, default -> List.of();
                };
        if (members.isEmpty()) {
            problems.leaveOut(
                    "network-data.bad-bond", path.key("bond_links"), node, "the bond has no links");
            return null;
        }
        return new Link.Bond(id, node, path, name(node), mac(node, path), members);
    }

    private @Nullable Link vlan(ConfigTree id, Mapping node, ConfigPath path) {
        ConfigTree parent = node.get("vlan_link");
        ConfigTree tag = node.get("vlan_id");
        if (parent instanceof Scalar
                && (tag instanceof Scalar.Int || tag instanceof Scalar.Text)
                && tag instanceof Scalar number) {
            return new Link.Vlan(id, node, path, parent, number.display());
        }
        problems.leaveOut(
                "network-data.bad-vlan", path, node, "a VLAN needs a vlan_link and a vlan_id");
        return null;
    }
}
