package org.cloudinit.net.openstack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.jspecify.annotations.Nullable;

/**
 * What each link is called on this machine. A cloud knows its NICs by address, and gives a name
 * only now and then; a link without a name here cannot be configured.
 */
final class LinkNaming {
    /** Nested VLANs and bonds beyond this are a loop or an attack. */
    private static final int MOST_ROUNDS = 16;

    private final NetworkProblems problems;
    private final Map<MacAddress, String> byAddress;
    private final Map<String, Nic> nics;
    private final Map<ConfigTree, String> names = new HashMap<>();

    private LinkNaming(NicInventory inventory, NetworkProblems problems) {
        this.problems = problems;
        this.byAddress = inventory.namesByAddress();
        this.nics = HashMap.newHashMap(inventory.nics().size());
        for (Nic nic : inventory.nics()) {
            nics.put(nic.name(), nic);
        }
    }

    /** Names all links; those that get none are reported. */
    static LinkNaming of(List<Link> links, NicInventory inventory, NetworkProblems problems) {
        var naming = new LinkNaming(inventory, problems);
        naming.nameAll(links);
        return naming;
    }

    /** The name of the link with an id, or null where there is none here. */
    @Nullable String of(ConfigTree id) {
        return names.get(id);
    }

    /**
     * The 20 bytes of the address of an InfiniBand link, or null of any other. Clouds write such an
     * address in 6 bytes.
     */
    @Nullable String infinibandAddress(String name) {
        Nic nic = nics.get(name);
        MacAddress address =
                nic != null && nic.kind() == Nic.Kind.INFINIBAND ? nic.address() : null;
        return address == null ? null : address.value();
    }

    private void nameAll(List<Link> links) {
        IdentityHashMap<Link.Bond, String> bonds = bondNames(links);
        List<Link> waiting = new ArrayList<>();
        for (Link link : links) {
            if (link instanceof Link.Physical physical) {
                put(physical, physicalName(physical));
            } else {
                waiting.add(link);
            }
        }
        // Each round names what rests on links that have a name by now.
        for (int round = 0; round < MOST_ROUNDS && !waiting.isEmpty(); round++) {
            var still = new ArrayList<Link>();
            for (Link link : waiting) {
                String name = restingName(link, bonds);
                if (name == null) {
                    still.add(link);
                } else {
                    put(link, name);
                }
            }
            if (still.size() == waiting.size()) {
                break;
            }
            waiting = still;
        }
        for (Link link : waiting) {
            if (!names.containsKey(link.id())) {
                problems.leaveOut(
                        "network-data.missing-link",
                        link.path(),
                        link.node(),
                        "no link that it rests on is here");
            }
        }
    }

    private void put(Link link, @Nullable String name) {
        if (name != null) {
            names.put(link.id(), name);
        }
    }

    /** Bonds are counted, named ones too, as the original does; a name in use is passed over. */
    private static IdentityHashMap<Link.Bond, String> bondNames(List<Link> links) {
        Set<String> taken = new HashSet<>();
        for (Link link : links) {
            if (link instanceof Link.Bond bond && bond.name() != null) {
                taken.add(bond.name());
            }
        }
        // Each bond is itself alone, whatever another one is like.
        IdentityHashMap<Link.Bond, String> bondNames = new IdentityHashMap<>();
        int number = 0;
        for (Link link : links) {
            if (link instanceof Link.Bond bond) {
                String name = bond.name() != null ? bond.name() : "bond" + number;
                while (bond.name() == null && !taken.add(name)) {
                    name = "bond" + ++number;
                }
                number++;
                bondNames.put(bond, name);
            }
        }
        return bondNames;
    }

    private @Nullable String restingName(Link link, IdentityHashMap<Link.Bond, String> bonds) {
        return switch (link) {
            case Link.Physical _ -> null;
            case Link.Bond bond -> {
                for (ConfigTree member : bond.members()) {
                    if (names.containsKey(member)) {
                        yield bonds.get(bond);
                    }
                }
                yield null;
            }
            case Link.Vlan vlan -> {
                String parent = names.get(vlan.parent());
                yield parent == null ? null : parent + "." + vlan.tag();
            }
        };
    }

    private @Nullable String physicalName(Link.Physical link) {
        if (link.name() != null) {
            return link.name();
        }
        if (link.mac() == null) {
            return byId(link);
        }
        MacAddress address = MacAddress.parse(link.mac());
        String name = address == null ? null : byAddress.get(address);
        if (name == null) {
            ConfigTree written = link.node().get("ethernet_mac_address");
            Origin origin = written == null ? link.node().origin() : written.origin();
            problems.leaveOut(
                    address == null ? "network-data.bad-mac" : "network-data.missing-nic",
                    link.path().key("ethernet_mac_address"),
                    origin,
                    address == null
                            ? "it is no link-layer address"
                            : "no NIC of this machine has the address " + address);
        }
        return name;
    }

    /** oVirt names a NIC by the id of its link. */
    private @Nullable String byId(Link.Physical link) {
        String id = link.id() instanceof Scalar.Text text ? text.value() : "";
        if (nics.containsKey(id)) {
            return id;
        }
        problems.leaveOut(
                "network-data.missing-nic",
                link.path(),
                link.node(),
                "it has neither an address nor a name, and no NIC is named as its id");
        return null;
    }
}
