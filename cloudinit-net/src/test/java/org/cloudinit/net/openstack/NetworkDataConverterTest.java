package org.cloudinit.net.openstack;

import static org.cloudinit.net.openstack.Conversion.A;
import static org.cloudinit.net.openstack.Conversion.data;
import static org.cloudinit.net.openstack.Conversion.net;
import static org.cloudinit.net.openstack.Conversion.nic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Network data in the dialects of clouds. */
class NetworkDataConverterTest {
    private final Conversion conversion = new Conversion();
    private final Notes notes = conversion.notes;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"links\": []}",
                "{\"links\": null, \"networks\": null}",
                "{\"services\": [{\"type\": \"dns\", \"address\": \"1.1.1.1\"}]}"
            })
    void withoutLinksNothingIsSaid(String text) {
        assertNull(conversion.convert(text));
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void cloudStackWritesThis() {
        conversion.sameConfig(
                """
                [{"type": "physical", "mac_address": "fa:16:3e:00:00:01", "name": "ens3",
                  "mtu": 1450, "accept-ra": false, "subnets": [
                  {"type": "static", "address": "10.1.1.5", "netmask": "255.255.255.0", "ipv4": true,
                   "routes": [{"gateway": "10.1.1.1", "netmask": "0.0.0.0", "network": "0.0.0.0"}]},
                  {"type": "static6", "address": "fd00::5", "netmask": "64", "ipv6": true,
                   "routes": [{"gateway": "fd00::1", "netmask": "0", "network": "::"}]}]},
                 {"type": "nameserver", "address": "8.8.8.8"}]
                """,
                """
                {"links": [{"ethernet_mac_address": "FA:16:3E:00:00:01", "id": "eth0", "mtu": 1450,
                            "type": "phy"}],
                 "networks": [
                  {"id": "eth0", "ip_address": "10.1.1.5", "link": "eth0",
                   "netmask": "255.255.255.0", "network_id": "n", "type": "ipv4",
                   "routes": [{"gateway": "10.1.1.1", "netmask": "0.0.0.0", "network": "0.0.0.0"}]},
                  {"id": "eth0", "ip_address": "fd00::5", "link": "eth0",
                   "netmask": "64", "network_id": "n", "type": "ipv6",
                   "routes": [{"gateway": "fd00::1", "netmask": "0", "network": "::"}]}],
                 "services": [{"address": "8.8.8.8", "type": "dns"}]}
                """);
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void oVirtWritesThis() {
        conversion.sameConfig(
                """
                [{"type": "physical", "mac_address": null, "name": "ens3", "accept-ra": false,
                  "subnets": [{"type": "static6", "address": "fd00::5", "netmask": "64",
                               "gateway": "fd00::1", "ipv6": true,
                               "dns_nameservers": ["fd00::2"], "dns_search": ["a.b"]}]},
                 {"type": "physical", "mac_address": null, "name": "ens4",
                  "subnets": [{"type": "dhcp4"}]}]
                """,
                """
                {"links": [{"id": "ens3", "type": "vif"}, {"id": "x", "name": "ens4", "type": "vif"}],
                 "networks": [
                  {"id": "ens3", "link": "ens3", "type": "ipv6", "ip_address": "fd00::5",
                   "netmask": "64", "gateway": "fd00::1", "dns_nameservers": ["fd00::2"],
                   "dns_search": ["a.b"]},
                  {"id": "ens4", "link": "x", "type": "ipv4_dhcp"}]}
                """);
        assertEquals(List.of(), notes.codes());
    }

    @ParameterizedTest
    @CsvSource({
        "ipv4_dhcp, dhcp4, ",
        "ipv6_dhcp, dhcp6, true",
        "ipv6_slaac, ipv6_slaac, ",
        "ipv6_dhcpv6-stateful, ipv6_dhcpv6-stateful, true",
        "ipv6_dhcpv6-stateless, ipv6_dhcpv6-stateless, ",
        "manual, manual, "
    })
    void networksWithoutAddress(String type, String subnet, String acceptRa) {
        conversion.sameConfig(
                "[{\"type\": \"physical\", \"mac_address\": \""
                        + A
                        + "\", \"name\": \"ens3\""
                        + (acceptRa == null ? "" : ", \"accept-ra\": " + acceptRa)
                        + ", \"subnets\": [{\"type\": \""
                        + subnet
                        + "\"}]}]",
                data(nic(""), net(", \"type\": \"" + type + "\"")));
    }

    @Test
    void bondsTakeTheirParametersAndNames() {
        conversion.sameConfig(
                """
                [{"type": "physical", "mac_address": "fa:16:3e:00:00:01", "name": "ens3", "subnets": []},
                 {"type": "physical", "mac_address": "fa:16:3e:00:00:02", "name": "ens4", "subnets": []},
                 {"type": "bond", "name": "bond0", "subnets": [{"type": "dhcp4"}],
                  "params": {"bond-mode": "802.3ad", "bond-xmit_hash_policy": "layer3+4",
                             "bond-miimon": 100},
                  "bond_interfaces": ["ens3", "ens4"]},
                 {"type": "vlan", "name": "bond0.7", "vlan_id": 7, "vlan_link": "bond0",
                  "subnets": []},
                 {"type": "vlan", "name": "bond0.7.8", "vlan_id": "8", "vlan_link": "bond0.7",
                  "mac_address": "fa:16:3e:00:00:09", "subnets": []}]
                """,
                """
                {"links": [
                  {"id": "a", "type": "phy", "ethernet_mac_address": "fa:16:3e:00:00:01"},
                  {"id": "b", "type": "phy", "ethernet_mac_address": "fa:16:3e:00:00:02"},
                  {"id": "c", "type": "bond", "bond_links": ["a", "b"], "bond_mode": "802.3ad",
                   "bond_xmit_hash_policy": "layer3+4", "bond_miimon": 100},
                  {"id": "d", "type": "vlan", "vlan_link": "c", "vlan_id": 7},
                  {"id": "e", "type": "vlan", "vlan_link": "d", "vlan_id": "8",
                   "vlan_mac_address": "fa:16:3e:00:00:09"}],
                 "networks": [{"link": "c", "type": "ipv4_dhcp"}]}
                """);
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void aBondWithoutANameTakesNoneThatIsInUse() {
        Mapping converted =
                conversion.convert(
                        data(
                                nic("")
                                        + ", {\"id\": \"x\", \"type\": \"bond\", \"bond_links\": [\"a\"]}"
                                        + ", {\"id\": \"y\", \"type\": \"bond\", \"name\": \"bond0\","
                                        + " \"bond_links\": \"a\"}",
                                ""));
        assertEquals("bond1", ((Mapping) converted.sequence("config").items().get(1)).text("name"));
        assertEquals("bond0", ((Mapping) converted.sequence("config").items().get(2)).text("name"));
    }

    @Test
    void infinibandIsFoundByTheShortAddressAndGetsTheLong() {
        MacAddress address =
                MacAddress.parse("80:00:00:28:fe:80:00:00:00:00:00:00:00:11:22:03:00:33:44:56");
        conversion.nics =
                new NicInventory(
                        List.of(
                                new Nic(
                                        "ib0",
                                        address,
                                        null,
                                        null,
                                        null,
                                        true,
                                        Nic.Kind.INFINIBAND,
                                        Nic.Role.NONE,
                                        null,
                                        Nic.State.UNKNOWN)));
        conversion.sameConfig(
                "[{\"type\": \"infiniband\", \"name\": \"ib0\", \"mac_address\": \""
                        + address
                        + "\", \"subnets\": [{\"type\": \"dhcp4\"}]}]",
                data(
                        "{\"id\": \"a\", \"type\": \"phy\", \"ethernet_mac_address\": \""
                                + address.ethernetForm()
                                + "\"}",
                        net(", \"type\": \"ipv4_dhcp\"")));
    }

    @Test
    void nameServersComeFromRoutesNetworksAndServices() {
        conversion.sameConfig(
                """
                [{"type": "physical", "mac_address": "fa:16:3e:00:00:01", "name": "ens3",
                  "subnets": [{"type": "dhcp4", "routes": [{"gateway": "10.0.0.1"}],
                               "dns_nameservers": ["1.1.1.1", "2.2.2.2"]}]},
                 {"type": "nameserver", "address": "3.3.3.3", "search": ["a"]}]
                """,
                "{\"links\": ["
                        + nic("")
                        + "], \"networks\": ["
                        + net(
                                ", \"type\": \"ipv4_dhcp\", \"routes\": [{\"gateway\": \"10.0.0.1\","
                                        + " \"id\": 1, \"services\": [{\"type\": \"dns\", \"address\":"
                                        + " \"1.1.1.1\"}]}], \"services\": [{\"type\": \"dns\","
                                        + " \"address\": \"1.1.1.1\"}, {\"type\": \"ntp\", \"address\":"
                                        + " \"9.9.9.9\"}, {\"type\": \"dns\", \"address\": \"2.2.2.2\"}]")
                        + "], \"services\": [{\"type\": \"dns\", \"address\": \"3.3.3.3\", \"search\": [\"a\"]},"
                        + " {\"type\": \"ntp\", \"address\": \"9.9.9.9\"}, {\"type\": \"dns\"}, 7]}");
        assertEquals(
                List.of(
                        "network-data.unknown-service",
                        "network-data.no-address",
                        "network-data.wrong-type"),
                notes.codes());
    }

    @Test
    void sharedAddressesAreTolerated() {
        var shared = new ArrayList<Nic>();
        for (String name : List.of("ens3", "ens4")) {
            shared.add(new Nic(name, MacAddress.parse(A), null, null, null, true));
        }
        conversion.nics = new NicInventory(shared);
        conversion.sameConfig(
                "[{\"type\": \"physical\", \"mac_address\": \""
                        + A
                        + "\", \"name\": \"ens3\", \"subnets\": []}]",
                data(nic(""), ""));
    }

    @Test
    void timeGrowsWithTheLinks() {
        var many = new ArrayList<Nic>();
        var links = new StringBuilder();
        var networks = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            String mac = "fa:16:3e:00:" + pair(i / 256) + ":" + pair(i % 256);
            many.add(new Nic("eth" + i, MacAddress.parse(mac), null, null, null, true));
            links.append(i == 0 ? "" : ",")
                    .append("{\"id\": " + i + ", \"ethernet_mac_address\": \"" + mac + "\"}");
            networks.append(i == 0 ? "" : ",")
                    .append("{\"link\": " + i + ", \"type\": \"ipv4_dhcp\"}");
        }
        conversion.nics = new NicInventory(many);
        Mapping document = Conversion.json(data(links.toString(), networks.toString()));
        long start = System.nanoTime();
        Mapping converted = NetworkDataConverter.convert(document, conversion.nics, notes);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertEquals(5000, converted.sequence("config").size());
        assertTrue(millis < 3000, millis + " ms");
    }

    private static String pair(int value) {
        return (value < 16 ? "0" : "") + Integer.toHexString(value);
    }
}
