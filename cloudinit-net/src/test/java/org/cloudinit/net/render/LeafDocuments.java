package org.cloudinit.net.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents put together by chance, no value of which is there twice. */
final class LeafDocuments extends UniqueValues {
    private static final String[] PARAMETERS1 = {
        "bond-mode", "bond_miimon", "bond-xmit-hash-policy", "bond-resend-igmp", "bond-nonsense"
    };
    private static final String[] PARAMETERS2 = {
        "mode", "mii-monitor-interval", "transmit-hash-policy", "resend-igmp", "min-links"
    };

    private final Random random;
    private List<String> nics = List.of();

    LeafDocuments(Random random) {
        super(random);
        this.random = random;
    }

    /** Addresses of the NICs of the document that was written last. */
    List<String> nics() {
        return nics;
    }

    String version1() {
        var devices = new ArrayList<String>();
        var names = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String name = word();
            names.add(name);
            devices.add(
                    "{type: physical, name: "
                            + name
                            + maybe("mac_address", mac())
                            + common1()
                            + "}");
        }
        if (sometimes()) {
            String parameters =
                    "{" + PARAMETERS1[random.nextInt(PARAMETERS1.length)] + ": " + word() + "}";
            devices.add(
                    "{type: bond, name: %s, bond_interfaces: %s, params: %s%s}"
                            .formatted(word(), names, parameters, common1()));
        }
        if (sometimes()) {
            devices.add(
                    "{type: bridge, name: %s, bridge_interfaces: %s, params: {bridge_pathcost: [%s %d]}%s}"
                            .formatted(word(), names, names.getLast(), number(), common1()));
        }
        if (sometimes()) {
            devices.add(
                    "{type: vlan, name: %s.%d, vlan_link: %s, vlan_id: %d%s}"
                            .formatted(names.getFirst(), 7, names.getFirst(), number(), common1()));
        }
        if (sometimes()) {
            devices.add(
                    "{type: nameserver, address: "
                            + list(ipv4(), ipv6())
                            + maybe("search", word())
                            + maybe("interface", names.getFirst())
                            + maybe("nonsense", word())
                            + "}");
        }
        if (sometimes()) {
            devices.add(
                    "{type: route, destination: "
                            + ipv4()
                            + "/32, gateway: "
                            + ipv4()
                            + maybe("nonsense", word())
                            + "}");
        }
        String nonsense = sometimes() ? "nonsense: " + word() + "\n" : "";
        return "version: 1\n" + nonsense + "config:\n- " + String.join("\n- ", devices) + "\n";
    }

    private String common1() {
        var subnets = new ArrayList<String>();
        for (int i = 0; i < random.nextInt(4); i++) {
            String type =
                    switch (random.nextInt(5)) {
                        case 0 -> "dhcp4";
                        case 1 -> "ipv6_slaac";
                        case 2 -> "dhcp6";
                        default -> "static, address: \"" + address() + "\"";
                    };
            subnets.add(
                    "{type: "
                            + type
                            + maybe("gateway", ipv4())
                            + maybe("metric", number())
                            + maybe("mtu", number())
                            + maybe("dns_nameservers", list(ipv4(), ipv6()))
                            + maybe("dns_search", word() + " " + word())
                            + maybe("routes", "[" + route("network", "gateway") + "]")
                            + maybe("nonsense", word())
                            + "}");
        }
        return ", subnets: " + subnets + maybe("mtu", number()) + maybe("nonsense", word());
    }

    private String route(String to, String via) {
        boolean six = random.nextBoolean();
        return "{"
                + to
                + ": \""
                + (six ? ipv6() + "/128" : ipv4() + "/32")
                + "\", "
                + via
                + ": \""
                + (six ? ipv6() : ipv4())
                + '"'
                + maybe("metric", number())
                + maybe("table", number())
                + maybe("nonsense", word())
                + "}";
    }

    String version2() {
        var text = new StringBuilder("version: 2\n");
        text.append(sometimes() ? "renderer: " + word() + "\n" : "");
        text.append("ethernets:\n");
        var names = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String name = word();
            names.add(name);
            String match = "{macaddress: \"" + mac() + '"' + maybe("nonsense", word()) + "}";
            text.append("  %s: {%s%s}\n".formatted(name, common2(), maybe("match", match)));
        }
        if (sometimes()) {
            String parameters =
                    "{" + PARAMETERS2[random.nextInt(PARAMETERS2.length)] + ": " + word() + "}";
            text.append(
                    "bonds:\n  %s: {%s, interfaces: %s, parameters: %s}\n"
                            .formatted(word(), common2(), names, parameters));
        }
        if (sometimes()) {
            text.append(
                    "bridges:\n  %s: {%s, interfaces: %s, parameters: {port-priority: {%s: %d, %s: %d}}}\n"
                            .formatted(
                                    word(),
                                    common2(),
                                    names,
                                    names.getFirst(),
                                    number(),
                                    word(),
                                    number()));
        }
        if (sometimes()) {
            text.append(
                    "vlans:\n  %s.7: {%s, id: 7, link: %s}\n"
                            .formatted(names.getFirst(), common2(), names.getFirst()));
        }
        return text.toString();
    }

    private String common2() {
        String names =
                "{addresses: "
                        + list(ipv4(), ipv6())
                        + ", search: ["
                        + word()
                        + "]"
                        + maybe("nonsense", word())
                        + "}";
        String policy =
                "[{from: "
                        + ipv4()
                        + maybe("mark", number())
                        + maybe("type-of-service", number())
                        + maybe("table", number())
                        + maybe("nonsense", word())
                        + "}]";
        return "dhcp4: "
                + random.nextBoolean()
                + maybe("addresses", list(address(), address()))
                + maybe("gateway4", ipv4())
                + maybe("gateway6", ipv6())
                + maybe("nameservers", names)
                + maybe("routes", "[" + route("to", "via") + "]")
                + maybe("mtu", number())
                + maybe(
                        "dhcp4-overrides",
                        "{route-metric: " + number() + ", hostname: " + word() + "}")
                + maybe("renderer", word())
                + maybe("routing-policy", policy)
                + maybe("nonsense", word());
    }

    /** An interfaces file; a value stands in one line only. */
    String eni() {
        var lines = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String name = word();
            lines.add((random.nextBoolean() ? "auto " : "allow-hotplug ") + name);
            boolean six = random.nextInt(4) == 0;
            boolean fixed = random.nextInt(3) > 0;
            lines.add(
                    "iface %s %s %s"
                            .formatted(name, six ? "inet6" : "inet", fixed ? "static" : "dhcp"));
            if (fixed) {
                lines.add("    address " + (six ? ipv6() + "/64" : ipv4() + "/24"));
            }
            option(lines, "gateway", six ? ipv6() : ipv4());
            option(lines, "mtu", "" + number());
            option(lines, "metric", "" + number());
            option(lines, "hwaddress", mac());
            option(lines, "dns-nameservers", ipv4() + " " + ipv6());
            option(lines, "dns-search", word() + " " + word());
            option(lines, "post-up", "/sbin/" + word() + " up");
            option(lines, "up", "route add -net " + ipv4() + " gw " + ipv4());
            option(lines, "bond-resend-igmp", word());
            option(lines, "bridge_ports", word());
            option(lines, "vlan-raw-device", word());
            option(lines, "nonsense", word());
        }
        if (sometimes()) {
            lines.add("source /etc/network/" + word());
        }
        if (sometimes()) {
            lines.add("mapping " + word());
        }
        return String.join("\n", lines) + "\n";
    }

    private void option(List<String> lines, String name, String value) {
        if (sometimes()) {
            lines.add("    " + name + " " + value);
        }
    }

    String networkData() {
        var links = new ArrayList<String>();
        var networks = new ArrayList<String>();
        var macs = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String mac = mac();
            macs.add(mac);
            links.add(
                    "{\"id\": \"l%d\", \"type\": \"phy\", \"ethernet_mac_address\": \"%s\"%s%s%s}"
                            .formatted(
                                    i,
                                    mac,
                                    maybe("\"nonsense\"", word()),
                                    maybe("\"vif_id\"", word()),
                                    maybe("\"mtu\"", number())));
            String service = "[{\"type\": \"dns\", \"address\": \"" + ipv4() + "\"}]";
            networks.add(
                    ("{\"id\": \"n%d\", \"type\": \"ipv4\", \"link\": \"l%d\", \"ip_address\": \"%s\""
                                    + "%s%s%s%s}")
                            .formatted(
                                    i,
                                    i,
                                    ipv4(),
                                    maybe("\"network_id\"", word()),
                                    maybe("\"services\"", service),
                                    maybe("\"dns_nameservers\"", list(ipv4(), ipv4())),
                                    maybe("\"nonsense\"", word())));
        }
        nics = macs;
        return "{\"links\": "
                + links
                + ", \"networks\": "
                + networks
                + maybe("\"services\"", "[{\"type\": \"dns\", \"address\": \"" + ipv4() + "\"}]")
                + maybe("\"nonsense\"", word())
                + "}\n";
    }
}
