package org.cloudinit.net.eni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Rendered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes with which subnet of the interfaces file: modes, routes, name servers, MTU. */
class EniAddressingTest {
    private static final String PATH = "/etc/network/interfaces";
    private static final String LOOPBACK = "auto lo\niface lo inet loopback\n";

    private final EniRenderer eni = new EniRenderer();
    @TempDir private Path folder;

    private Rendering render(String yaml) {
        Machine machine = new Machine(folder).program("/usr/sbin/ip");
        return Rendered.of(eni, Rendered.context(machine, "debian", Mapping.EMPTY), yaml);
    }

    private String interfaces(String yaml) {
        return Rendered.text(render(yaml), PATH);
    }

    /** A document with one NIC. */
    private static String eth0(String keys) {
        return "version: 1\nconfig:\n  - type: physical\n    name: eth0\n" + keys.indent(4);
    }

    @Test
    void modesOfIpv6() {
        String text =
                interfaces(
                        """
                        version: 1
                        config:
                          - type: physical
                            name: a
                            accept-ra: false
                            subnets: [{type: ipv6_dhcpv6-stateful}]
                          - {type: physical, name: b, subnets: [{type: ipv6_dhcpv6-stateless}]}
                          - {type: physical, name: c, subnets: [{type: ipv6_slaac}]}
                        """);
        assertTrue(text.contains("iface a inet6 dhcp\n    accept-ra 0\n"), text);
        assertTrue(text.contains("iface b inet6 auto\n    dhcp 1\n"), text);
        assertTrue(text.contains("iface c inet6 auto\n    dhcp 0\n"), text);
    }

    @Test
    void routesGoWhereTheirFamilyIs() {
        assertEquals(
                LOOPBACK
                        + """

                        auto eth0
                        iface eth0 inet dhcp
                            post-up ip route add 10.0.0.0/8 dev eth0 || true
                            pre-down ip route del 10.0.0.0/8 dev eth0 || true

                        # control-alias eth0
                        iface eth0 inet6 manual
                            post-up ip -family inet6 route add default via fe80::1 || true
                            pre-down ip -family inet6 route del default via fe80::1 || true
                        """,
                interfaces(
                        """
                        version: 2
                        ethernets:
                          eth0:
                            dhcp4: true
                            routes: [{to: "::/0", via: "fe80::1"}, {to: 10.0.0.0/8}]
                        """));
    }

    @Test
    void withoutIpRoutesAreSetByRoute() {
        Machine machine = new Machine(folder);
        String yaml =
                """
                version: 1
                config:
                  - {type: route, destination: 10.0.0.1/32, gateway: 192.0.2.1, metric: 0}
                  - {type: route, destination: "2001:db8::/32", gateway: "fe80::1"}
                  - {type: route, destination: 10.0.0.0/8}
                """;
        Rendering rendering =
                Rendered.of(eni, Rendered.context(machine, "debian", Mapping.EMPTY), yaml);
        assertEquals(
                LOOPBACK
                        + """

                        post-up route add -host 10.0.0.1/32 gw 192.0.2.1 metric 0 || true
                        pre-down route del -host 10.0.0.1/32 gw 192.0.2.1 metric 0 || true

                        post-up route add -A inet6 2001:db8::/32 gw fe80::1 || true
                        pre-down route del -A inet6 2001:db8::/32 gw fe80::1 || true
                        """,
                Rendered.text(rendering, PATH));
        assertEquals("config[2]", Rendered.lost(rendering));
    }

    @Test
    void nameServersGoWithTheirFamily() {
        Rendering rendering =
                render(
                        """
                        version: 1
                        config:
                          - type: physical
                            name: eth0
                            subnets:
                              - type: static
                                address: 192.0.2.5/24
                                dns_nameservers: [192.0.2.1, "2001:db8::1"]
                                dns_search: [example.com]
                              - {type: static, address: 192.0.2.6/24}
                              - {type: dhcp6}
                          - {type: nameserver, address: ["2001:db8::53"], search: [example.net]}
                        """);
        String text = Rendered.text(rendering, PATH);
        String names = "    dns-nameservers 192.0.2.1\n    dns-search example.com\n";
        assertTrue(text.startsWith(LOOPBACK + "\n"), text);
        assertTrue(text.contains("    address 192.0.2.5/24\n" + names), text);
        assertTrue(text.contains("    address 192.0.2.6/24\n" + names), text);
        assertTrue(
                text.endsWith(
                        """
                        iface eth0 inet6 dhcp
                            dns-nameservers 2001:db8::1
                            dns-search example.com
                        """),
                text);
        assertEquals("config[1]", Rendered.lost(rendering));
    }

    @Test
    void domainsWithoutNameServersAreWritten() {
        Rendering rendering =
                render(
                        eth0(
                                """
                                subnets: [{type: dhcp4, dns_search: [a.example, b.example]}]
                                """));
        String text = Rendered.text(rendering, PATH);
        assertTrue(text.endsWith("inet dhcp\n    dns-search a.example b.example\n"), text);
        assertEquals("", Rendered.lost(rendering));
    }

    @Test
    void anIpv6RouteWaitsForASubnetOfItsFamily() {
        Rendering rendering =
                render(
                        eth0(
                                """
                                subnets:
                                  - type: dhcp6
                                  - type: dhcp4
                                    routes: [{network: "2001:db8::/32", gateway: "fe80::1"}]
                                  - type: ipv6_slaac
                                """));
        String text = Rendered.text(rendering, PATH);
        String up = "    post-up ip -family inet6 route add 2001:db8::/32 via fe80::1 || true\n";
        assertTrue(text.contains("iface eth0 inet dhcp\n\n"), text);
        assertTrue(text.contains("iface eth0 inet6 auto\n" + up), text);
        assertEquals("", Rendered.lost(rendering));
    }

    @Test
    void aDescribedLoopbackHoldsTheMachinesNameServers() {
        assertEquals(
                """
                auto lo
                iface lo inet loopback
                    dns-nameservers 192.0.2.1

                # control-alias lo
                iface lo inet static
                    address 127.0.1.1/8
                """
                        .replace("8\n", "8\n    dns-nameservers 192.0.2.7\n"),
                interfaces(
                        """
                        version: 1
                        config:
                          - type: loopback
                            name: lo
                            subnets:
                              - {type: loopback}
                              - {type: static, address: 127.0.1.1/8, dns_nameservers: 192.0.2.7}
                          - {type: nameserver, address: 192.0.2.1}
                        """));
        assertEquals(
                LOOPBACK + "    dns-nameservers 192.0.2.1\n",
                interfaces(
                        """
                        version: 1
                        config:
                          - {type: loopback, name: lo}
                          - {type: nameserver, address: 192.0.2.1}
                        """));
    }

    @Test
    void theSubnetsMtuCountsMoreThanTheDevices() {
        Rendering rendering =
                render(
                        eth0(
                                """
                                mtu: 1400
                                subnets: [{type: static, address: 192.0.2.5/24, mtu: 1300}]
                                """));
        String text = Rendered.text(rendering, PATH);
        assertTrue(text.contains("    mtu 1300\n"), text);
        assertEquals(-1, text.indexOf("1400"));
        assertEquals("config[0].mtu", Rendered.lost(rendering));
    }
}
