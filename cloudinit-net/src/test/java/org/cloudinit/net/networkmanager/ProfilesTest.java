package org.cloudinit.net.networkmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Rendered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of devices other than plain NICs, and how they refer to each other. */
class ProfilesTest {
    private static final String BOND0 = "54317911-f840-516b-a10d-82cb4c1f075c";

    private final NetworkManagerRenderer manager = new NetworkManagerRenderer();
    @TempDir private Path folder;

    private Rendering render(String yaml) {
        var context = Rendered.context(new Machine(folder), "fedora", Mapping.EMPTY);
        return Rendered.of(manager, context, yaml);
    }

    private static String profile(String id, Rendering rendering) {
        return Rendered.text(
                rendering,
                "/etc/NetworkManager/system-connections/cloud-init-" + id + ".nmconnection");
    }

    /** What follows the section that is the same in every profile. */
    private static String settings(String id, Rendering rendering) {
        String text = profile(id, rendering);
        String user = "org.freedesktop.NetworkManager.origin=cloud-init\n\n";
        return text.substring(text.indexOf(user) + user.length());
    }

    @Test
    void membersAndVlansReferToTheProfileOfTheBond() {
        Rendering rendering =
                render(
                        """
                        version: 1
                        config:
                          - type: bond
                            name: bond0
                            mtu: 9000
                            bond_interfaces: [eth0, eth1]
                            params:
                              bond-mode: balance-tlb
                              bond-arp_ip_target: [192.0.2.1, 192.0.2.2]
                              bond-downdelay: 0
                              bond-use-carrier: true
                              bond_miimon: 100
                          - type: vlan
                            name: bond0.7
                            vlan_id: 7
                            vlan_link: bond0
                            subnets: [{type: dhcp}]
                          - {type: physical, name: eth0, mac_address: "fa:16:3e:00:00:01"}
                        """);
        assertEquals(
                """
                [bond]
                mode=balance-tlb
                downdelay=0
                arp_ip_target=192.0.2.1,192.0.2.2
                use_carrier=true

                [ipv4]
                method=disabled
                may-fail=false

                [ipv6]
                method=disabled
                may-fail=false

                [ethernet]
                mtu=9000

                """,
                settings("bond0", rendering));
        String member = "type=ethernet\nslave-type=bond\nmaster=" + BOND0 + "\n";
        assertTrue(profile("eth0", rendering).contains(member + "\n[user]"), member);
        String byName = member + "interface-name=eth1\n\n[user]";
        assertTrue(profile("eth1", rendering).contains(byName), byName);
        assertTrue(
                settings("bond0.7", rendering).startsWith("[vlan]\nid=7\nparent=" + BOND0 + "\n"));
        assertEquals("config[0].params.bond_miimon", Rendered.lost(rendering));
    }

    @Test
    void aBridgeClaimsItsPortsUnlessABondHasThem() {
        Rendering rendering =
                render(
                        """
                        version: 2
                        bridges:
                          br0:
                            interfaces: [eth0, eth1]
                            macaddress: fa:16:3e:00:00:09
                            parameters: {stp: false, priority: 0, ageing-time: 5}
                            dhcp4: true
                        bonds: {bond0: {interfaces: [eth1], parameters: {mode: active-backup}}}
                        ethernets: {eth1: {}}
                        """);
        assertEquals(
                """
                [bridge]
                stp=false
                priority=0
                mac-address=FA:16:3E:00:00:09

                [ipv4]
                method=auto
                may-fail=false

                """,
                settings("br0", rendering));
        String bridge = ProfileId.of("br0");
        String port = profile("eth0", rendering);
        assertTrue(
                port.contains(
                        "autoconnect-priority=120\n"
                                + "type=ethernet\n"
                                + "interface-name=eth0\n"
                                + "slave-type=bridge\n"
                                + "master="
                                + bridge
                                + "\n"),
                port);
        assertEquals("bridges.br0.parameters.ageing-time", Rendered.lost(rendering));
    }

    @Test
    void infinibandHasItsModeWithoutAnMtuToo() {
        String with =
                """
                version: 1
                config:
                  - type: infiniband
                    name: ib0
                    mac_address: a0:00:02:20:fe:80:00:00:00:00:00:00:ec:0d:9a:03:00:15:e2:c1
                    mtu: 2044
                """;
        String mac = "A0:00:02:20:FE:80:00:00:00:00:00:00:EC:0D:9A:03:00:15:E2:C1";
        assertEquals(
                "[infiniband]\ntransport-mode=datagram\nmtu=2044\nmac-address=" + mac + "\n\n",
                settings("ib0", render(with)));
        Rendering without = render(with.replace("    mtu: 2044\n", ""));
        assertEquals(
                "[infiniband]\ntransport-mode=datagram\nmac-address=" + mac + "\n\n",
                settings("ib0", without));
        assertEquals("", Rendered.lost(without));
    }

    @Test
    void loopbackIsLeftToNetworkManager() {
        Rendering rendering =
                render(
                        """
                        version: 1
                        config:
                          - type: loopback
                            name: lo
                            subnets: [{type: loopback}, {type: static, address: 127.0.1.1/8}]
                        """);
        assertEquals(1, rendering.files().size());
        assertEquals("config[0].subnets[1]", Rendered.lost(rendering));
    }
}
