package org.cloudinit.net.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.NetworkConversion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {
    private static final NicInventory NO_NICS = new NicInventory(List.of());

    private static NetworkState state(String yaml, NicInventory nics) {
        NetworkConfig config = NetworkConversion.read(YamlReader.read(yaml, "test.yaml"));
        return assertInstanceOf(
                        RendererInput.Interpreted.class,
                        NetworkConversion.interpret(config, "sysconfig", nics))
                .state();
    }

    private static NetworkState state(String yaml) {
        return state(yaml, NO_NICS);
    }

    private static Link only(NetworkState state) {
        assertEquals(1, state.devices().size());
        return state.devices().getFirst().link();
    }

    @Test
    void nameServersMayBeOneTextInBothVersions() {
        NetworkState state =
                state(
                        """
                version: 2
                ethernets:
                  eth0: {nameservers: {addresses: 192.0.2.1 2001:db8::1, search: a.example b}}
                """);
        assertEquals(2, only(state).dns().nameservers().size());
        assertEquals("b", only(state).dns().search().getLast().text());
    }

    @Test
    void aStaticSubnetIsChecked() {
        NetworkState state =
                state(
                        """
                version: 1
                config:
                - type: physical
                  name: eth0
                  mtu: 1400
                  subnets:
                  - type: static
                    address: 192.0.2.5
                    netmask: 255.255.255.0
                    gateway: 192.0.2.1
                    dns_nameservers: 8.8.8.8 9.9.9.9
                    routes:
                    - {network: 10.0.0.0, netmask: 255.0.0.0, gateway: 192.0.2.9, metric: '7'}
                """);
        Subnet subnet = only(state).subnets().getFirst();
        assertEquals("192.0.2.5/24", present(subnet.address()).cidr());
        assertEquals(2, subnet.dns().nameservers().size());
        Route route = subnet.routes().getFirst();
        assertEquals("10.0.0.0/8", route.cidr());
        assertEquals("7", present(route.metric()).text());
        assertEquals(
                "config[0].subnets[0].routes[0].metric",
                present(route.metric()).node().path().toString());
        assertEquals(13, present(route.metric()).node().origin().line());
        assertTrue(state.ignored().isEmpty());
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    @Test
    void membersAreNamedBeforeTheyAreDescribed() {
        NetworkState state =
                state(
                        """
                version: 1
                config:
                - {type: bond, name: bond0, bond_interfaces: [eth0, eth1], params: {bond-mode: 1}}
                - {type: physical, name: eth0}
                """);
        assertEquals(
                List.of("bond0", "eth0", "eth1"),
                state.devices().stream().map(Device::id).toList());
        assertInstanceOf(Device.Physical.class, state.devices().get(1));
        assertInstanceOf(Device.Undescribed.class, state.devices().get(2));
        assertEquals("bond0", present(state.devices().get(1).link().bond()).bond());
    }

    @Test
    void nameServersOfTheMachineAndOfADeviceAreKeptApart() {
        NetworkState state =
                state(
                        """
                version: 1
                config:
                - {type: physical, name: eth0}
                - {type: nameserver, address: 192.0.2.53, search: example.org}
                - {type: nameserver, interface: eth0, address: [198.51.100.53]}
                """);
        assertEquals("192.0.2.53", state.dns().nameservers().getFirst().text());
        assertEquals("198.51.100.53", only(state).dns().nameservers().getFirst().text());
    }

    @Test
    void keysThatNobodyKnowsAreNamed() {
        NetworkState state =
                state(
                        """
                version: 1
                config:
                - type: physical
                  name: eth0
                  colour: red
                  subnets: [{type: dhcp4, speed: 7}]
                """);
        assertEquals(
                List.of("config[0].subnets[0].speed", "config[0].colour"),
                state.ignored().stream().map(loss -> loss.path().toString()).toList());
    }

    @Test
    void versionTwoIsReadAsTheReferenceReadsIt() {
        NetworkState state =
                state(
                        """
                version: 2
                ethernets:
                  lan:
                    match: {macaddress: 'fa:16:3e:00:00:01'}
                    dhcp4: true
                    addresses: [192.0.2.5/24, '2001:db8::5/64']
                    gateway4: 192.0.2.1
                    nameservers: {search: [example.org]}
                    routes: [{to: default, via: '2001:db8::1'}]
                """,
                        new NicInventory(List.of(nic("ens3", "fa:16:3e:00:00:01"))));
        Link link = only(state);
        assertEquals("lan", link.id());
        assertEquals("ens3", link.name());
        assertEquals(3, link.subnets().size());
        assertEquals("::/0", link.subnets().getFirst().routes().getFirst().cidr());
        assertEquals("192.0.2.1", present(link.subnets().get(1).gateway()).text());
        assertEquals("example.org", link.dns().search().getFirst().text());
    }

    private static Nic nic(String name, String mac) {
        MacAddress address = MacAddress.parse(mac);
        return new Nic(name, address, address, null, null, true);
    }

    @Test
    void bondsAndBridgesOfVersionTwoNeedNoMembers() {
        NetworkState state =
                state("version: 2\nbonds: {bond0: {}}\nbridges: {br0: {parameters: {stp: off}}}\n");
        assertEquals(2, state.devices().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.no-config | {version: 1}",
                "network.no-config | {version: 1, config: {a: b}}",
                "network.wrong-kind | {version: 1, config: [x]}",
                "network.part-without-type | {version: 1, config: [{name: eth0}]}",
                "network.unknown-type | {version: 1, config: [{type: modem, name: ppp0}]}",
                "network.bad-mtu | {version: 1, config: [{type: physical, name: a, mtu: 0}]}",
                "network.bad-address | {version: 1, config: [{type: physical, name: a, mac_address: 11:22:33:44:55:06}]}",
                "network.subnet-without-type | {version: 1, config: [{type: physical, name: a, subnets: [{}]}]}",
                "network.subnet-without-address | {version: 1, config: [{type: physical, name: a, subnets: [{type: static}]}]}",
                "network.bad-address | {version: 1, config: [{type: physical, name: a, subnets: [{type: static, address: 1.2.3}]}]}",
                "network.bad-address | {version: 1, config: [{type: physical, name: a, subnets: [{type: static, address: 1.2.3.4/33}]}]}",
                "network.bad-netmask | {version: 1, config: [{type: physical, name: a, subnets: [{type: static, address: 1.2.3.4, netmask: 255.0.255.0}]}]}",
                "network.bad-prefix | {version: 1, config: [{type: physical, name: a, subnets: [{type: static, address: 1.2.3.4, prefix: 77}]}]}",
                "network.bad-prefix | {version: 1, config: [{type: physical, name: a, subnets: [{type: static, address: 1.2.3.4, prefix: x}]}]}",
                "network.route-without-destination | {version: 1, config: [{type: route, gateway: 1.2.3.4}]}",
                "network.bad-metric | {version: 1, config: [{type: route, destination: 1.2.3.0/24, gateway: 1.2.3.4, metric: x}]}",
                "network.nameserver-for-unknown-device | {version: 1, config: [{type: nameserver, address: 1.1.1.1, interface: eth7}]}",
                "network.bad-bridge-stp | {version: 1, config: [{type: bridge, name: b, bridge_interfaces: [], params: {bridge_stp: maybe}}]}",
                "network.wrong-kind | {version: 2, ethernets: [eth0]}",
                "network.wrong-kind | {version: 2, ethernets: {eth0: 7}}",
                "network.wrong-kind | {version: 2, ethernets: {eth0: {match: x}}}",
                "network.unknown-section | {version: 2, tunnels: {t: {}}}",
                "network.vlan-incomplete | {version: 2, vlans: {v: {id: 7}}}",
                "network.bad-address | {version: 2, ethernets: {eth0: {addresses: [dhcp]}}}",
                "network.unknown-version | {version: 3}",
                "network.not-a-mapping | [1]",
                "network.empty-config | {}",
            })
    void whatMakesNoSenseIsRefusedWithAPlace(String code, String yaml) {
        var refused = assertThrows(MalformedException.class, () -> state(yaml));
        assertEquals(code, refused.problem().code());
        assertEquals("test.yaml", refused.problem().origin().source());
        assertEquals(1, refused.problem().origin().line());
    }

    @Test
    void whatTheReferenceSkipsIsSkippedAndNamed() {
        NetworkState state =
                state(
                        """
                version: 1
                config:
                - {type: physical}
                - {type: vlan, name: eth0.5, vlan_id: 5}
                - {type: physical, name: eth1}
                """);
        assertEquals("eth1", only(state).name());
        assertTrue(state.ignored().size() >= 2);
    }
}
