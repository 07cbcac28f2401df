package org.cloudinit.net.openstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;

/** Any tree for network data: the answer is a configuration, nothing, or a documented exception. */
class AnyNetworkDataTest {
    private static final long SEED = 20260101;
    private static final int ROUNDS = 30_000;

    /** Words that the converter looks for, so that random trees get past its first checks. */
    private static final List<String> WORDS =
            List.of(
                    "links",
                    "networks",
                    "services",
                    "id",
                    "type",
                    "link",
                    "name",
                    "mtu",
                    "routes",
                    "ethernet_mac_address",
                    "bond_links",
                    "bond_mode",
                    "vlan_link",
                    "vlan_id",
                    "vlan_mac_address",
                    "ip_address",
                    "netmask",
                    "gateway",
                    "address",
                    "a",
                    "b",
                    "bond",
                    "vlan",
                    "phy",
                    "ovs",
                    "ipv4",
                    "ipv6",
                    "ipv4_dhcp",
                    "ipv6_dhcp",
                    "dns",
                    "static6",
                    "fa:16:3e:00:00:01",
                    "FA:16:3E:00:00:02",
                    "ens3",
                    "",
                    "\u0000",
                    "é");

    private static final NicInventory NICS =
            Conversion.nics(Map.of("fa:16:3e:00:00:01", "ens3", "fa:16:3e:00:00:02", "ens4"));

    private final Random random = new Random(SEED);

    @Test
    void anyTreeIsConvertedOrRefused() {
        int converted = 0;
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try {
                Mapping config = NetworkDataConverter.convert(document(), NICS, new Notes());
                if (config != null) {
                    assertEquals(Scalar.integer(1), config.get("version"));
                    assertTrue(!config.sequence("config").isEmpty());
                    converted++;
                }
            } catch (MalformedException e) {
                assertNotNull(e.problem());
                refused++;
            }
        }
        System.out.println(
                "random network data: "
                        + converted
                        + " converted, "
                        + refused
                        + " refused, of "
                        + ROUNDS);
        assertTrue(converted > ROUNDS / 100 && refused > ROUNDS / 100, "both ways are taken");
    }

    private Mapping document() {
        Mapping.Builder builder = Mapping.builder(Origin.of("fuzz"));
        for (String key : List.of("links", "networks", "services")) {
            if (random.nextInt(10) > 0) {
                builder.put(key, random.nextInt(30) == 0 ? tree(3) : items());
            }
        }
        return builder.build();
    }

    private Sequence items() {
        var items = new ArrayList<ConfigTree>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(random.nextInt(20) == 0 ? tree(2) : item());
        }
        return new Sequence(items, Origin.of("fuzz"));
    }

    private Mapping item() {
        Mapping.Builder item = Mapping.builder(Origin.of("fuzz"));
        for (int i = 2 + random.nextInt(8); i > 0; i--) {
            item.put(WORDS.get(random.nextInt(19)), random.nextInt(8) == 0 ? tree(2) : word());
        }
        return item.build();
    }

    private ConfigTree tree(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> Scalar.nothing();
            case 1 -> Scalar.bool(random.nextBoolean());
            case 2 -> Scalar.integer(random.nextInt(3) - 1);
            case 3 -> new Scalar.Real(Double.NaN, Origin.BUILT_IN);
            case 4 -> new Scalar.BigInt(BigInteger.TEN.pow(30), Origin.BUILT_IN);
            case 5, 6 -> word();
            case 7 -> new Sequence(List.of(tree(depth - 1), tree(depth - 1)), Origin.BUILT_IN);
            default ->
                    Mapping.builder().put(WORDS.get(random.nextInt(19)), tree(depth - 1)).build();
        };
    }

    private Scalar word() {
        return Scalar.text(WORDS.get(random.nextInt(WORDS.size())));
    }
}
