package org.cloudinit.net.property;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.net.NetworkConversion;

/**
 * Random configurations of version 1, each valid: members are described, addresses are unique, the
 * machine has one gateway a family. The same seed gives the same configurations.
 */
final class Samples {
    private static final List<String> BOND_PARAMETERS =
            List.of(
                    "bond-mode: active-backup",
                    "bond_miimon: 100",
                    "bond-min-links: 1",
                    "bond-num-grat-arp: 3",
                    "bond-xmit_hash_policy: layer3+4",
                    "bond-updelay: 200",
                    "bond-fail-over-mac: active");

    private static final List<String> BRIDGE_PARAMETERS =
            List.of(
                    "bridge_ageing: 250",
                    "bridge_fd: 4",
                    "bridge_hello: 2",
                    "bridge_maxage: 20",
                    "bridge_bridgeprio: 22");

    private final Random random;
    private final List<ConfigTree> parts = new ArrayList<>();
    private final List<String> free = new ArrayList<>();
    private final boolean[] gateways = new boolean[2];
    private int addresses;

    Samples(long seed) {
        random = new Random(seed);
    }

    /** The next configuration, as read from a document that is written out. */
    NetworkConfig.V1 next() {
        parts.clear();
        free.clear();
        addresses = 0;
        Arrays.fill(gateways, false);
        int nics = 1 + random.nextInt(4);
        for (int i = 0; i < nics; i++) {
            free.add("eth" + i);
        }
        var names = new ArrayList<>(free);
        List<ConfigTree> joined = joined();
        for (String name : names) {
            parts.add(nic(name, free.contains(name)));
        }
        parts.addAll(joined);
        vlan(names);
        special();
        machine(names);
        Mapping document = Mapping.builder().put("version", 1).put("config", list(parts)).build();
        String text = JsonWriter.write(document, JsonStyle.LINE);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return (NetworkConfig.V1) NetworkConversion.read(bytes, "sample");
    }

    /** A bond of two NICs, and a bridge of a NIC. */
    private List<ConfigTree> joined() {
        var joined = new ArrayList<ConfigTree>();
        if (free.size() > 2 && chance(40)) {
            List<String> members = List.of(free.removeFirst(), free.removeFirst());
            var bond = device("bond", "bond0", true).put("bond_interfaces", texts(members));
            joined.add(bond.put("params", parameters(BOND_PARAMETERS).build()).build());
        }
        if (free.size() > 1 && chance(40)) {
            String port = free.removeFirst();
            var bridge = device("bridge", "br0", true).put("bridge_interfaces", texts(port));
            var parameters = parameters(BRIDGE_PARAMETERS);
            if (chance(40)) {
                parameters.put("bridge_stp", chance(50) ? "off" : "on");
            }
            if (chance(40)) {
                parameters.put("bridge_pathcost", texts(port + " 50"));
            }
            joined.add(bridge.put("params", parameters.build()).build());
        }
        return joined;
    }

    private Mapping.Builder parameters(List<String> all) {
        var parameters = Mapping.builder();
        for (String line : all) {
            if (chance(40)) {
                int colon = line.indexOf(':');
                String value = line.substring(colon + 2);
                boolean number = Character.isDigit(value.charAt(0));
                parameters.put(
                        line.substring(0, colon),
                        number ? Scalar.integer(Long.parseLong(value)) : Scalar.text(value));
            }
        }
        return parameters;
    }

    private ConfigTree nic(String name, boolean addressed) {
        var nic = device("physical", name, addressed);
        if (chance(80)) {
            nic.put("mac_address", mac(name.charAt(name.length() - 1) - '0'));
        }
        if (chance(10)) {
            nic.put("wakeonlan", chance(50));
        }
        if (chance(10)) {
            nic.put("optional", true);
        }
        return nic.build();
    }

    private String mac(int last) {
        String mac = "fa:16:3e:ab:00:0" + last;
        return chance(20) ? mac.toUpperCase(Locale.ROOT) : mac;
    }

    private Mapping.Builder device(String type, String name, boolean addressed) {
        var device = Mapping.builder().put("type", type).put("name", name);
        if (chance(30)) {
            device.put("mtu", List.of(1400, 1500, 9000).get(random.nextInt(3)));
        }
        if (chance(15)) {
            device.put("accept-ra", chance(50));
        }
        if (addressed) {
            List<ConfigTree> subnets = subnets();
            if (!subnets.isEmpty() || chance(50)) {
                device.put("subnets", list(subnets));
            }
        }
        return device;
    }

    private void vlan(List<String> names) {
        if (chance(40)) {
            String link = names.get(random.nextInt(names.size()));
            int id = 2 + random.nextInt(4000);
            parts.add(
                    device("vlan", link + "." + id, true)
                            .put("vlan_link", link)
                            .put("vlan_id", id)
                            .build());
        }
    }

    private void special() {
        if (chance(20)) {
            Mapping subnet = Mapping.builder().put("type", "loopback").build();
            parts.add(
                    Mapping.builder()
                            .put("type", "loopback")
                            .put("name", "lo")
                            .put("subnets", Sequence.of(subnet))
                            .build());
        }
        if (chance(10)) {
            parts.add(device("infiniband", "ib0", true).build());
        }
    }

    private void machine(List<String> names) {
        if (chance(40)) {
            parts.add(nameserver().build());
        }
        if (chance(20)) {
            String name = names.get(random.nextInt(names.size()));
            parts.add(nameserver().put("interface", name).build());
        }
        if (chance(25)) {
            parts.add(route().put("type", "route").build());
        }
    }

    private Mapping.Builder nameserver() {
        return Mapping.builder()
                .put("type", "nameserver")
                .put("address", texts("192.0.2." + (50 + random.nextInt(9))))
                .put("search", texts("s" + random.nextInt(9) + ".example"));
    }

    private List<ConfigTree> subnets() {
        var kinds = new ArrayList<>(List.of("4", "6", "a", "b", "4", "6"));
        Collections.shuffle(kinds, random);
        var subnets = new ArrayList<ConfigTree>();
        for (String kind : kinds.subList(0, random.nextInt(4))) {
            subnets.add(
                    switch (kind) {
                        case "4" -> fixed(false);
                        case "6" -> fixed(true);
                        case "a" -> dynamic(chance(50) ? "dhcp" : "dhcp4");
                        default -> dynamic(ipv6Kind());
                    });
        }
        return subnets;
    }

    private String ipv6Kind() {
        return List.of("dhcp6", "ipv6_slaac", "ipv6_dhcpv6-stateful", "ipv6_dhcpv6-stateless")
                .get(random.nextInt(4));
    }

    private ConfigTree dynamic(String type) {
        var subnet = Mapping.builder().put("type", type);
        if (chance(25)) {
            subnet.put("metric", 10 + random.nextInt(500));
        }
        control(subnet);
        return subnet.build();
    }

    private void control(Mapping.Builder subnet) {
        if (chance(10)) {
            subnet.put("control", chance(50) ? "manual" : "auto");
        }
    }

    private ConfigTree fixed(boolean six) {
        int number = ++addresses;
        String host = six ? "2001:db8:" + number + "::5" : "10.0." + number + ".5";
        var subnet = Mapping.builder().put("type", six && chance(50) ? "static6" : "static");
        switch (random.nextInt(3)) {
            case 0 -> subnet.put("address", host).put("netmask", six ? "64" : "255.255.255.0");
            case 1 -> subnet.put("address", host).put("prefix", six ? 56 : 20);
            default -> subnet.put("address", host + (six ? "/64" : "/24"));
        }
        int family = six ? 1 : 0;
        if (!gateways[family] && chance(40)) {
            gateways[family] = true;
            subnet.put("gateway", host.substring(0, host.length() - 1) + "1");
        }
        if (chance(30)) {
            subnet.put("dns_nameservers", texts("192.0.2." + number, "2001:db8::" + number));
        }
        if (chance(20)) {
            subnet.put("dns_search", "a" + number + ".example b.example");
        }
        if (chance(15)) {
            subnet.put("mtu", 1280 + random.nextInt(3));
        }
        if (!six && chance(10)) {
            subnet.put("broadcast", host.substring(0, host.length() - 1) + "255");
        }
        control(subnet);
        var routes = new ArrayList<ConfigTree>();
        for (int i = random.nextInt(3); i > 0 && chance(60); i--) {
            routes.add(route().build());
        }
        return routes.isEmpty() ? subnet.build() : subnet.put("routes", list(routes)).build();
    }

    private Mapping.Builder route() {
        int number = 1 + random.nextInt(200);
        var route = Mapping.builder();
        switch (random.nextInt(3)) {
            case 0 ->
                    route.put("network", "172.16." + number + ".0")
                            .put("netmask", "255.255.255.0")
                            .put("gateway", "10.0.1.9");
            case 1 ->
                    route.put("destination", "172.17." + number + ".0/24")
                            .put("gateway", "10.0.1.8");
            default ->
                    route.put("network", "2001:db8:f:" + number + "::")
                            .put("prefix", 64)
                            .put("gateway", "2001:db8:1::9");
        }
        if (chance(40)) {
            route.put("metric", 1 + random.nextInt(99));
        }
        return route;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private static Sequence texts(String... texts) {
        return Sequence.ofTexts(List.of(texts));
    }

    private static Sequence texts(List<String> texts) {
        return Sequence.ofTexts(texts);
    }

    private static Sequence list(List<ConfigTree> items) {
        return new Sequence(items, Origin.BUILT_IN);
    }
}
