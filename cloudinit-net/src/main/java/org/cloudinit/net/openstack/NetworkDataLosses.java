package org.cloudinit.net.openstack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.Rendering;
import org.jspecify.annotations.Nullable;

/**
 * The losses of network data under its own paths: what the renderer could not express of the
 * translation, and what the translation leaves out by design, such as the ids of the cloud.
 */
public final class NetworkDataLosses {
    private static final String OF_THE_CLOUD = "nothing on a machine has a place for it";

    private static final Set<String> TOP = Set.of("links", "networks", "services");
    private static final Set<String> OF_LINKS =
            Set.of("id", "type", "mac_address", "subnets", "params", "mtu");
    private static final Set<String> NAMED = Set.of("name", "ethernet_mac_address");
    private static final Set<String> OF_VLANS = Set.of("vlan_link", "vlan_id", "vlan_mac_address");
    private static final Set<String> OF_NETWORKS = Set.of("link", "ip_address", "routes");
    private static final Set<String> OF_SERVICES = Set.of("type", "address");

    private final List<Loss> losses = new ArrayList<>();

    private NetworkDataLosses() {}

    /**
     * Completes a renderer's account.
     *
     * @param rendering of the translation, which keeps the origins of all values
     * @param document the network data
     */
    public static Rendering complete(Rendering rendering, Mapping document) {
        return new Rendering(
                rendering.renderer(),
                rendering.files(),
                rendering.removals(),
                of(document, rendering.losses()),
                rendering.commands());
    }

    private static List<Loss> of(Mapping document, List<Loss> rendered) {
        var account = new NetworkDataLosses();
        Map<Origin, ConfigPath> paths = new HashMap<>();
        walk(document, ConfigPath.ROOT, paths);
        for (Loss loss : rendered) {
            ConfigPath path = paths.getOrDefault(loss.origin(), loss.path());
            account.losses.add(new Loss(path, loss.origin(), loss.reason()));
        }
        account.unread(document, ConfigPath.ROOT, TOP);
        account.links(document.get("links"));
        account.networks(document.get("networks"));
        return List.copyOf(account.losses);
    }

    private static void walk(ConfigTree tree, ConfigPath path, Map<Origin, ConfigPath> paths) {
        paths.putIfAbsent(tree.origin(), path);
        switch (tree) {
            case Mapping mapping ->
                    mapping.entries()
                            .forEach((key, value) -> walk(value, path.key(key.display()), paths));
            case Sequence sequence -> {
                for (int i = 0; i < sequence.size(); i++) {
                    walk(sequence.items().get(i), path.index(i), paths);
                }
            }
            case Scalar _ -> {}
        }
    }

    private void links(@Nullable ConfigTree links) {
        each(
                links,
                ConfigPath.ROOT.key("links"),
                (link, path) -> {
                    switch (link.text("type", "phy")) {
                        case "vlan" -> unread(link, path, OF_LINKS, OF_VLANS, "");
                        case "bond" -> unread(link, path, OF_LINKS, NAMED, "bond");
                        default -> unread(link, path, OF_LINKS, NAMED, "");
                    }
                });
    }

    private void networks(@Nullable ConfigTree networks) {
        each(
                networks,
                ConfigPath.ROOT.key("networks"),
                (network, path) -> {
                    unread(network, path, SubnetReader.KEPT, OF_NETWORKS, "services");
                    services(network.get("services"), path);
                    ownNameservers(network, path);
                    each(
                            network.get("routes"),
                            path.key("routes"),
                            (route, place) -> {
                                unread(
                                        route,
                                        place,
                                        SubnetReader.KEPT_OF_ROUTES,
                                        Set.of(),
                                        "services");
                                services(route.get("services"), place);
                            });
                });
    }

    /** Name servers of the network itself give way to those among its services. */
    private void ownNameservers(Mapping network, ConfigPath path) {
        ConfigTree own = network.get("dns_nameservers");
        if (own == null || !own.truthy()) {
            return;
        }
        boolean served = hasNameserver(network);
        if (network.get("routes") instanceof Sequence routes) {
            for (ConfigTree route : routes) {
                served |= route instanceof Mapping mapping && hasNameserver(mapping);
            }
        }
        if (served) {
            ConfigPath place = path.key("dns_nameservers");
            losses.add(new Loss(place, own.origin(), "the name servers among its services count"));
        }
    }

    private static boolean hasNameserver(Mapping holder) {
        boolean found = false;
        if (holder.get("services") instanceof Sequence services) {
            for (ConfigTree service : services) {
                found |= service instanceof Mapping one && one.text("type", "").equals("dns");
            }
        }
        return found;
    }

    private void services(@Nullable ConfigTree services, ConfigPath holder) {
        each(
                services,
                holder.key("services"),
                (service, path) -> {
                    if (service.text("type", "").equals("dns")) {
                        unread(service, path, OF_SERVICES);
                    } else {
                        losses.add(new Loss(path, service.origin(), "it is no name server"));
                    }
                });
    }

    /** What is done with a mapping of a list. */
    private interface Item {
        void look(Mapping item, ConfigPath path);
    }

    private static void each(@Nullable ConfigTree list, ConfigPath path, Item item) {
        if (list instanceof Sequence sequence) {
            for (int i = 0; i < sequence.size(); i++) {
                // Whatever is no mapping was reported when it was read.
                if (sequence.items().get(i) instanceof Mapping mapping) {
                    item.look(mapping, path.index(i));
                }
            }
        }
    }

    private void unread(Mapping item, ConfigPath path, Set<String> read) {
        unread(item, path, read, Set.of(), "");
    }

    /**
     * Names the keys that nobody reads.
     *
     * @param beginning of keys that are read too; empty for none
     */
    private void unread(
            Mapping item, ConfigPath path, Set<String> read, Set<String> more, String beginning) {
        item.entries()
                .forEach(
                        (key, value) -> {
                            String name = key.display();
                            boolean begins = !beginning.isEmpty() && name.startsWith(beginning);
                            boolean said = !(value instanceof Scalar.Null);
                            if (said && !begins && !read.contains(name) && !more.contains(name)) {
                                losses.add(new Loss(path.key(name), value.origin(), OF_THE_CLOUD));
                            }
                        });
    }
}
