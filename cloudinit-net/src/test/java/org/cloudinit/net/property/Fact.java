package org.cloudinit.net.property;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;

/**
 * One thing that a state says, without regard to which part of the document says it: a gateway is a
 * default route, name servers are the link's whichever subnet names them.
 *
 * @param subject the link, or {@code machine}
 * @param kind what it is about: {@code address}, {@code route}, …
 * @param value what is said
 * @param node where it is said
 */
record Fact(String subject, String kind, String value, Node node) {
    static final String MACHINE = "machine";

    /** All that a state says. */
    static List<Fact> of(NetworkState state) {
        var facts = new Facts();
        for (Device device : state.devices()) {
            facts.device(device);
        }
        for (Route route : state.routes()) {
            facts.route(MACHINE, route);
        }
        facts.dns(MACHINE, state.dns());
        return facts.all;
    }

    /** The facts as texts, to compare the facts of two documents. */
    static Set<String> texts(List<Fact> facts) {
        var texts = new HashSet<String>();
        for (Fact fact : facts) {
            texts.add(fact.text());
        }
        return texts;
    }

    String text() {
        return subject + " " + kind + " " + value;
    }

    /** Whether it, or what holds it, is named among the losses. */
    boolean isNamedIn(List<Loss> losses) {
        for (Node place = node; place != null; place = place.parent()) {
            String path = place.path().toString();
            for (Loss loss : losses) {
                if (loss.path().toString().equals(path)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Collects them. */
    private static final class Facts {
        private final List<Fact> all = new ArrayList<>();

        private void add(String subject, String kind, String value, Node node) {
            all.add(new Fact(subject, kind, value, node));
        }

        private void add(String subject, String kind, Setting setting) {
            if (setting != null) {
                add(subject, kind, setting.text().toLowerCase(Locale.ROOT), setting.node());
            }
        }

        void device(Device device) {
            Link link = device.link();
            String name = link.name();
            add(name, "type", device.type(), link.node());
            add(name, "mac", link.mac());
            add(name, "mtu", link.mtu());
            add(name, "accept-ra", link.acceptRa());
            add(name, "wakeonlan", link.wakeOnLan());
            add(name, "optional", link.optional());
            dns(name, link.dns());
            switch (device) {
                case Device.Bond bond -> members(name, bond.members());
                case Device.Bridge bridge -> members(name, bridge.ports());
                case Device.Vlan vlan -> {
                    add(name, "vlan-id", vlan.vlanId());
                    add(name, "vlan-link", vlan.parent());
                }
                case Device.Physical _,
                        Device.Loopback _,
                        Device.Infiniband _,
                        Device.Undescribed _ -> {}
            }
            if (device instanceof Device.Bond || device instanceof Device.Bridge) {
                link.parameters().forEach(parameter -> parameter(name, parameter));
            }
            link.subnets().forEach(subnet -> subnet(name, subnet));
        }

        private void members(String name, List<Setting> members) {
            members.forEach(member -> add(name, "member", member));
        }

        private void parameter(String name, Parameter parameter) {
            String key = parameter.key() == null ? parameter.name() : parameter.key().name1();
            add(name, key, text(parameter.value()), parameter.node());
        }

        /** {@code [eth0 50]} of version 1 is {@code {eth0: 50}} in version 2. */
        private static String text(ConfigTree value) {
            return switch (value) {
                case Scalar scalar -> scalar.display();
                case Sequence sequence -> {
                    var items = new ArrayList<String>();
                    sequence.forEach(item -> items.add(text(item)));
                    yield String.join(",", items);
                }
                case Mapping mapping -> {
                    var items = new ArrayList<String>();
                    for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
                        items.add(entry.getKey().display() + " " + text(entry.getValue()));
                    }
                    yield String.join(",", items);
                }
            };
        }

        private void subnet(String name, Subnet subnet) {
            switch (subnet.method()) {
                case DHCP4 -> add(name, "dynamic", "4", subnet.node());
                // One switch for the three in version 2: the router says which of them it is.
                case DHCP6, SLAAC, STATELESS, STATEFUL -> add(name, "dynamic", "6", subnet.node());
                case STATIC, STATIC6 ->
                        add(name, "address", subnet.address().cidr(), subnet.address().node());
                case MANUAL, LOOPBACK, OTHER -> {}
            }
            if (subnet.gateway() != null) {
                String all = subnet.gateway().text().contains(":") ? "::/0" : "0.0.0.0/0";
                String route = all + " via " + subnet.gateway().text() + " metric null";
                add(name, "route", route, subnet.gateway().node());
            }
            add(name, "metric" + (subnet.isIpv6() ? "6" : "4"), subnet.metric());
            add(name, subnet.isIpv6() ? "mtu6" : "mtu", subnet.mtu());
            add(name, "broadcast", subnet.broadcast());
            add(name, "control", subnet.control());
            dns(name, subnet.dns());
            subnet.routes().forEach(route -> route(name, route));
        }

        void route(String name, Route route) {
            String text =
                    route.cidr()
                            + " via "
                            + (route.gateway() == null ? "nothing" : route.gateway().text())
                            + " metric "
                            + (route.metric() == null ? "null" : route.metric().text());
            add(name, "route", text, route.node());
        }

        void dns(String name, Dns dns) {
            dns.nameservers().forEach(server -> add(name, "nameserver", server));
            dns.search().forEach(domain -> add(name, "search", domain));
        }
    }
}
