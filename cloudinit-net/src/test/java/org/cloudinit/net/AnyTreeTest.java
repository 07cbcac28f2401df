package org.cloudinit.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.net.corpus.MemoryFiles;
import org.junit.jupiter.api.Test;

/**
 * Any tree at all is read and rendered, or refused with a {@link MalformedException}: trees of the
 * words of both versions, put together by chance.
 */
class AnyTreeTest {
    private static final long SEED = 20260101;
    private static final int TREES = 20_000;

    private static final String[] WORDS = {
        "version",
        "config",
        "type",
        "name",
        "physical",
        "bond",
        "bridge",
        "vlan",
        "infiniband",
        "loopback",
        "nameserver",
        "route",
        "subnets",
        "static",
        "static6",
        "dhcp",
        "dhcp4",
        "dhcp6",
        "manual",
        "address",
        "addresses",
        "netmask",
        "prefix",
        "gateway",
        "network",
        "destination",
        "metric",
        "mtu",
        "routes",
        "mac_address",
        "params",
        "bond_interfaces",
        "bridge_interfaces",
        "bridge_ports",
        "bond-mode",
        "bridge_stp",
        "bridge_pathcost",
        "vlan_id",
        "vlan_link",
        "dns_nameservers",
        "dns_search",
        "search",
        "interface",
        "control",
        "accept-ra",
        "wakeonlan",
        "ethernets",
        "bonds",
        "bridges",
        "vlans",
        "wifis",
        "match",
        "macaddress",
        "set-name",
        "nameservers",
        "gateway4",
        "to",
        "via",
        "interfaces",
        "parameters",
        "id",
        "link",
        "optional",
        "dhcp4-overrides",
        "route-metric",
        "routing-policy",
        "from",
        "table",
        "eth0",
        "eth1",
        "eth0 50",
        "192.0.2.1",
        "192.0.2.1/24",
        "2001:db8::1/64",
        "255.255.255.0",
        "default",
        "0.0.0.0",
        "::",
        "fa:16:3e:00:00:01",
        "on",
        "off",
        "",
        "  ",
        "x",
        "ipv6_slaac",
        "all"
    };

    private final Random random = new Random(SEED);

    @Test
    void anyTreeIsRenderedOrRefused() {
        int rendered = 0;
        for (int i = 0; i < TREES; i++) {
            ConfigTree tree = document();
            for (NetworkRenderer renderer : NetworkConversion.renderers()) {
                rendered += rendered(tree, renderer) ? 1 : 0;
            }
        }
        assertTrue(rendered > TREES / 10, "too few trees make sense to test anything: " + rendered);
    }

    private static boolean rendered(ConfigTree tree, NetworkRenderer renderer) {
        var distro = Distros.of("rhel");
        var context =
                new RenderContext(
                        new MemoryFiles(),
                        distro,
                        distro.optionsOf(renderer.name()),
                        new NicInventory(List.of()));
        try {
            NetworkConfig config = NetworkConversion.read(tree);
            if (config instanceof NetworkConfig.Disabled) {
                return false;
            }
            for (Loss loss : NetworkConversion.convert(config, renderer, context).losses()) {
                assertTrue(!loss.path().segments().isEmpty(), "a loss names its place");
            }
            return true;
        } catch (MalformedException refused) {
            return false;
        }
    }

    private ConfigTree document() {
        boolean one = random.nextBoolean();
        var document = Mapping.builder().put("version", one ? 1 : 2);
        if (one) {
            var parts = new ArrayList<ConfigTree>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                parts.add(part());
            }
            document.put(
                    "config",
                    random.nextInt(20) == 0 ? tree(3) : new Sequence(parts, Origin.BUILT_IN));
        } else {
            for (String section : new String[] {"ethernets", "bonds", "bridges", "vlans"}) {
                if (random.nextInt(3) == 0) {
                    document.put(section, random.nextInt(10) == 0 ? tree(3) : section());
                }
            }
        }
        return document.build();
    }

    private ConfigTree section() {
        var section = Mapping.builder();
        section.put("eth" + random.nextInt(3), mapping(3));
        return section.build();
    }

    private ConfigTree part() {
        String[] types = {
            "physical", "bond", "bridge", "vlan", "nameserver", "route", "infiniband", "loopback"
        };
        Mapping.Builder part = mapping(3).toBuilder();
        part.put("type", types[random.nextInt(types.length)]);
        if (random.nextInt(4) > 0) {
            part.put("name", "eth" + random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            var subnet =
                    mapping(2).toBuilder().put("type", random.nextBoolean() ? "static" : "dhcp4");
            part.put("subnets", Sequence.of(subnet.put("address", "192.0.2.7/24").build()));
        }
        return part.build();
    }

    private Mapping mapping(int depth) {
        var mapping = Mapping.builder();
        for (int i = random.nextInt(5); i > 0; i--) {
            mapping.put(random.nextInt(30) == 0 ? scalar() : Scalar.text(word()), tree(depth - 1));
        }
        return mapping.build();
    }

    private ConfigTree tree(int depth) {
        int kind = depth <= 0 ? 0 : random.nextInt(6);
        if (kind == 4) {
            return mapping(depth);
        }
        if (kind == 5) {
            var items = new ArrayList<ConfigTree>();
            for (int i = random.nextInt(3); i > 0; i--) {
                items.add(tree(depth - 1));
            }
            return new Sequence(items, Origin.BUILT_IN);
        }
        return scalar();
    }

    private Scalar scalar() {
        return switch (random.nextInt(8)) {
            case 0 -> Scalar.nothing();
            case 1 -> Scalar.bool(random.nextBoolean());
            case 2 -> Scalar.integer(random.nextInt(5) - 1);
            case 3 -> new Scalar.Real(random.nextDouble() * 1e9, Origin.BUILT_IN);
            default -> Scalar.text(word());
        };
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
