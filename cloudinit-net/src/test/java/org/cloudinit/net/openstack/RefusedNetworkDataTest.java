package org.cloudinit.net.openstack;

import static org.cloudinit.net.openstack.Conversion.A;
import static org.cloudinit.net.openstack.Conversion.data;
import static org.cloudinit.net.openstack.Conversion.net;
import static org.cloudinit.net.openstack.Conversion.nic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of network data that is wrong, or that does not fit the machine. */
class RefusedNetworkDataTest {
    private final Conversion conversion = new Conversion();
    private final Notes notes = conversion.notes;

    @Test
    void anUnknownTypeIsANicWithANote() {
        conversion.sameConfig(
                "[{\"type\": \"physical\", \"mac_address\": \""
                        + A
                        + "\", \"name\": \"ens3\", \"subnets\": []}]",
                data(
                        "{\"id\": \"a\", \"type\": \"warp\", \"ethernet_mac_address\": \""
                                + A
                                + "\"}",
                        ""));
        assertEquals(List.of("network-data.unknown-link-type"), notes.codes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"type\": null, "})
    void aLinkWithoutTypeIsANicWithANote(String type) {
        conversion.sameConfig(
                "[{\"type\": \"physical\", \"mac_address\": \""
                        + A
                        + "\", \"name\": \"ens3\", \"subnets\": []}]",
                data("{\"id\": \"a\", " + type + "\"ethernet_mac_address\": \"" + A + "\"}", ""));
        assertEquals(List.of("network-data.no-link-type"), notes.codes());
    }

    @Test
    void aMissingNicLeavesTheOthers() {
        String text =
                """
                {"links": [
                  {"id": "a", "type": "phy", "ethernet_mac_address": "fa:16:3e:00:00:01"},
                  {"id": "b", "type": "phy",
                   "ethernet_mac_address": "fa:16:3e:ff:ff:ff"},
                  {"id": "c", "type": "bond", "bond_links": ["a", "b"]},
                  {"id": "d", "type": "vlan", "vlan_link": "b", "vlan_id": 7}],
                 "networks": [{"link": "a", "type": "ipv4_dhcp"}, {"link": "b", "type": "ipv4_dhcp"}]}
                """;
        conversion.sameConfig(
                """
                [{"type": "physical", "mac_address": "fa:16:3e:00:00:01", "name": "ens3",
                  "subnets": [{"type": "dhcp4"}]},
                 {"type": "bond", "name": "bond0", "params": {}, "subnets": [],
                  "bond_interfaces": ["ens3"]}]
                """,
                text);
        assertEquals(
                List.of(
                        "network-data.missing-nic",
                        "network-data.missing-link",
                        "network-data.missing-link"),
                notes.codes());
        Problem problem = notes.problems().getFirst();
        assertEquals(4, problem.origin().line());
        assertEquals(
                "links[1].ethernet_mac_address: no NIC of this machine has the address"
                        + " fa:16:3e:ff:ff:ff",
                problem.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The one NIC is not here.
                "{\"links\": [{\"id\": \"a\", \"ethernet_mac_address\": \"fa:16:3e:ff:ff:ff\"}],"
                        + " \"networks\": [{\"link\": \"a\", \"type\": \"ipv4_dhcp\"}]}",
                // The NIC with the address is not here, the other has no network.
                "{\"links\": [{\"id\": \"a\", \"ethernet_mac_address\": \"fa:16:3e:ff:ff:ff\"},"
                        + " {\"id\": \"b\", \"ethernet_mac_address\": \"fa:16:3e:00:00:01\"}],"
                        + " \"networks\": [{\"link\": \"a\", \"type\": \"ipv4_dhcp\"}]}",
                // No link that could be found.
                "{\"links\": [{\"id\": \"a\", \"type\": \"phy\"}]}",
                "{\"links\": [7, null, [], \"x\"]}",
                "{\"links\": [{}]}",
                "{\"links\": [{\"id\": \"a\", \"ethernet_mac_address\": 7}]}",
                "{\"links\": [{\"id\": \"a\", \"ethernet_mac_address\": \"nonsense\"}]}",
                "{\"links\": [{\"id\": \"a\", \"type\": \"bond\"}]}",
                "{\"links\": [{\"id\": \"a\", \"type\": \"bond\", \"bond_links\": [\"a\"]}]}",
                "{\"links\": [{\"id\": \"a\", \"type\": \"vlan\", \"vlan_id\": 3}]}",
                "{\"links\": [{\"id\": \"a\", \"type\": \"vlan\", \"vlan_link\": \"b\", \"vlan_id\": 3},"
                        + " {\"id\": \"b\", \"type\": \"vlan\", \"vlan_link\": \"a\", \"vlan_id\": 3}]}",
                // The network has no address.
                "{\"links\": [{\"id\": \"a\", \"ethernet_mac_address\": \"fa:16:3e:00:00:01\"}],"
                        + " \"networks\": [{\"link\": \"a\", \"type\": \"ipv4\"}]}",
                "{\"links\": [{\"id\": \"a\", \"ethernet_mac_address\": \"fa:16:3e:00:00:01\"}],"
                        + " \"networks\": [{\"link\": \"a\"}]}",
                "{\"links\": [{\"id\": \"a\", \"ethernet_mac_address\": \"fa:16:3e:00:00:01\"}],"
                        + " \"networks\": [7]}"
            })
    void whereNoAddressRemainsNothingIsSaid(String text) {
        assertNull(conversion.convert(text));
        assertTrue(notes.codes().size() >= 2, "" + notes.problems());
        assertEquals("network-data.unusable", notes.codes().getLast());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"links\": {}}",
                "{\"links\": 7}",
                "{\"links\": [{\"id\": \"a\"}], \"networks\": {\"a\": 1}}"
            })
    void whatMustBeAListIsNoOtherThing(String text) {
        MalformedException e =
                assertThrows(MalformedException.class, () -> conversion.convert(text));
        assertEquals("network-data.wrong-type", e.problem().code());
        assertEquals(1, e.problem().origin().line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"routes\": 7", "\"services\": {}", "\"routes\": [7]"})
    void aListWithinANetworkCostsItselfOnly(String part) {
        conversion.sameConfig(
                "[{\"type\": \"physical\", \"mac_address\": \""
                        + A
                        + "\", \"name\": \"ens3\", \"subnets\": [{\"type\": \"dhcp4\"}]}]",
                data(nic(""), net(", \"type\": \"ipv4_dhcp\", " + part)));
        assertEquals(List.of("network-data.wrong-type"), notes.codes());
    }

    @ParameterizedTest
    @CsvSource({"0, network-data.bad-mtu", "-1, network-data.bad-mtu"})
    void anMtuOfZeroIsLeftOut(String mtu, String code) {
        conversion.sameConfig(
                "[{\"type\": \"physical\", \"mac_address\": \""
                        + A
                        + "\", \"name\": \"ens3\", \"subnets\": []}]",
                data(nic(", \"mtu\": " + mtu), ""));
        assertEquals(List.of(code), notes.codes());
    }

    @Test
    void aNetworkOfNoLinkIsNamed() {
        conversion.convert(
                data(
                        nic(""),
                        net(", \"type\": \"ipv4_dhcp\"")
                                + ", {\"link\": \"z\", \"type\": \"ipv4_dhcp\"},"
                                + " {\"type\": \"ipv4_dhcp\"}"));
        assertEquals(List.of("network-data.no-link", "network-data.missing-link"), notes.codes());
    }
}
