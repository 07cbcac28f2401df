package org.cloudinit.net.networkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.render.StateRendererContract;
import org.cloudinit.net.sandbox.Rendered;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of systemd-networkd, section by section. */
class NetworkdRendererTest extends StateRendererContract {
    @TempDir private Path folder;

    private static final String PREFIX = "/etc/systemd/network/10-cloud-init-";

    NetworkdRendererTest() {
        super(new NetworkdRenderer(), "photon");
    }

    @Override
    protected Path folder() {
        return folder;
    }

    @Override
    protected SandboxHost installed(Path machine) throws IOException {
        return SandboxHost.in(machine).program("/usr/sbin/ip").program("/bin/systemctl").build();
    }

    private String network(String device, String yaml) {
        return Rendered.text(render(yaml), PREFIX + device + ".network");
    }

    @Test
    void nothingDescribedIsNoFile() {
        assertEquals(List.of(), render("{version: 1, config: []}").files());
    }

    @Test
    void theFilesAreNetworkdsOwn() {
        Rendering rendering = render("{version: 2, vlans: {v: {id: 5, link: eth0}}}");
        for (RenderedFile file : rendering.files()) {
            assertEquals(0644, file.mode());
            assertEquals(new Owner("systemd-network", "systemd-network"), file.owner());
        }
        assertEquals(2, rendering.files().size());
    }

    @Test
    void everySectionOfANic() {
        assertEquals(
                """
                [Address]
                Address=192.0.2.5/24

                [Address]
                Address=2001:db8::5/64

                [DHCPv4]
                RouteMetric=5
                UseDNS=False

                [Link]
                MTUBytes=1400
                RequiredForOnline=no

                [Match]
                Driver=virtio_net
                MACAddress=fa:16:3e:00:00:01
                Name=eth0

                [Network]
                DHCP=ipv4
                DNS=192.0.2.1 2001:db8::1
                Domains=example.com example.net
                IPv6AcceptRA=yes

                [Route]
                Gateway=192.0.3.1
                GatewayOnLink=yes

                [Route]
                Destination=10.0.0.0/8
                Gateway=192.0.2.254
                Metric=7
                Table=9

                [RoutingPolicyRule]
                From=192.0.2.5
                Priority=3
                Table=9
                """,
                network(
                        "eth0",
                        """
                        version: 2
                        ethernets:
                          nic:
                            match: {macaddress: "fa:16:3e:00:00:01", driver: virtio_net}
                            set-name: eth0
                            mtu: 1400
                            optional: true
                            accept-ra: true
                            dhcp4: true
                            dhcp4-overrides: {route-metric: 5, use-dns: false}
                            addresses: [192.0.2.5/24, "2001:db8::5/64"]
                            gateway4: 192.0.3.1
                            nameservers:
                              addresses: [192.0.2.1, "2001:db8::1"]
                              search: [example.com, example.net]
                            routes: [{to: 10.0.0.0/8, via: 192.0.2.254, metric: 7, table: 9}]
                            routing-policy: [{from: 192.0.2.5, table: 9, priority: 3}]
                        """));
    }

    @ParameterizedTest
    @CsvSource({
        "[], no",
        "[{type: dhcp}], ipv4",
        "'[{type: dhcp4}, {type: dhcp4}]', ipv4",
        "[{type: dhcp6}], ipv6",
        "'[{type: dhcp6}, {type: dhcp}]', yes",
        "'[{type: dhcp4}, {type: dhcp6}, {type: dhcp4}]', yes",
        "[{type: ipv6_slaac}], no",
        "[{type: manual}], no"
    })
    void dhcpOfEitherFamily(String subnets, String word) {
        String yaml =
                "{version: 1, config: [{type: physical, name: eth0, subnets: " + subnets + "}]}";
        assertEquals("[Match]\nName=eth0\n\n[Network]\nDHCP=" + word + "\n", network("eth0", yaml));
    }

    @Test
    void nameServersOfTheMachineGoToEachDeviceWithoutItsOwn() {
        String yaml =
                """
                version: 1
                config:
                  - {type: physical, name: eth0}
                  - {type: physical, name: eth1}
                  - {type: nameserver, address: 192.0.2.1, search: example.com}
                  - {type: nameserver, interface: eth1, address: 192.0.2.2}
                  - {type: route, destination: 10.0.0.0/8, gateway: 192.0.2.254}
                """;
        String eth0 = network("eth0", yaml);
        assertTrue(eth0.contains("DNS=192.0.2.1\nDomains=example.com\n"), eth0);
        String route = "\n[Route]\nDestination=10.0.0.0/8\nGateway=192.0.2.254\n";
        assertTrue(eth0.endsWith(route), eth0);
        String eth1 = network("eth1", yaml);
        assertTrue(eth1.contains("DHCP=no\nDNS=192.0.2.2\n"), eth1);
        assertFalse(eth1.contains("Domains"), eth1);
    }

    @Test
    void overridesOfAClientThatDoesNotRunAreLost() {
        Rendering rendering =
                render(
                        """
                        version: 2
                        ethernets:
                          eth0:
                            dhcp6: true
                            dhcp4-overrides: {use-dns: false}
                            dhcp6-overrides: {use-dns: true, use-mtu: true}
                        """);
        assertEquals(
                "[DHCPv6]\nUseDNS=True\n\n[Match]\nName=eth0\n\n[Network]\nDHCP=ipv6\n",
                Rendered.text(rendering, PREFIX + "eth0.network"));
        assertEquals(
                """
                ethernets.eth0.dhcp4-overrides.use-dns
                ethernets.eth0.dhcp6-overrides.use-mtu""",
                Rendered.lost(rendering));
    }

    @ParameterizedTest
    @CsvSource({"true, yes", "'off', no", "route, route", "Route, route", "maybe, no"})
    void whatBecomesOfADomainOfDhcp(String written, String word) {
        String yaml =
                "{version: 2, ethernets: {eth0: {dhcp4: true, dhcp4domain: " + written + "}}}";
        Rendering rendering = render(yaml);
        String text = Rendered.text(rendering, PREFIX + "eth0.network");
        assertTrue(text.startsWith("[DHCPv4]\nUseDomains=" + word + "\n"), text);
        assertEquals(
                written.equals("maybe") ? "ethernets.eth0.dhcp4domain" : "",
                Rendered.lost(rendering));
    }

    @Test
    void whatNetworkdHasNoPlaceForIsNamed() {
        String lost =
                Rendered.lost(
                        render(
                                """
                                version: 1
                                config:
                                  - type: physical
                                    name: eth0
                                    wakeonlan: true
                                    keep_configuration: true
                                    subnets:
                                      - {type: dhcp4, gateway: 192.0.2.1, metric: 5}
                                      - {type: ipv6_dhcpv6-stateful}
                                """));
        assertEquals(
                Set.of(
                        "config[0].wakeonlan",
                        "config[0].keep_configuration",
                        "config[0].subnets[0].gateway",
                        "config[0].subnets[0].metric",
                        "config[0].subnets[1]"),
                Set.copyOf(lost.lines().toList()));
    }

    @Test
    void aDomainThatIsSaidTwiceIsRefused() {
        var refused =
                assertThrows(
                        MalformedException.class,
                        () ->
                                render(
                                        """
                                        version: 2
                                        ethernets:
                                          eth0:
                                            dhcp6: true
                                            dhcp6domain: true
                                            dhcp6-overrides: {use-domains: route}
                                        """));
        assertEquals("network.dhcp-domain-twice", refused.problem().code());
        assertEquals(6, refused.problem().origin().line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{version: 1, config: [{type: vlan, name: a, vlan_id: 1, vlan_link: [b]}]}",
                "{version: 2, vlans: {a: {link: b}}}",
                "{version: 2, ethernets: {a: {mtu: 0}}}",
                "{version: 2, ethernets: {a: {addresses: [2001:db8::1/129]}}}"
            })
    void whatMakesNoSenseIsRefused(String yaml) {
        assertThrows(MalformedException.class, () -> render(yaml));
    }

    @Test
    void aDocumentThatNobodyInterpretedIsRefused() {
        var verbatim = new RendererInput.Verbatim(new NetworkConfig.V2(Mapping.EMPTY));
        var context = Rendered.context(machine(), "photon", Mapping.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> renderer().render(verbatim, context));
    }

    @Test
    void aRuleForMarkedPacketsIsForThemAlone() {
        String text =
                network(
                        "eth0",
                        "{version: 2, ethernets: {eth0: {routing-policy:"
                                + " [{from: 192.0.2.1, table: 5, mark: 7, type-of-service: 8}]}}}");
        assertTrue(
                text.endsWith(
                        "[RoutingPolicyRule]\nFirewallMark=7\nFrom=192.0.2.1\nTable=5\nTypeOfService=8\n"),
                text);
    }

    @Test
    void valuesOfPortsThatAreNotWrittenAreNamed() {
        Rendering rendering =
                render(
                        "{version: 2, ethernets: {eth0: {}, eth1: {match: {name: x}, set-name: y}},"
                                + " bridges: {br0: {interfaces: [eth0, eth1], parameters:"
                                + " {path-cost: {eth0: 5, eth1: 6}, port-priority: {eth0: 3}}}}}");
        assertTrue(
                rendering.losses().stream()
                        .anyMatch(
                                loss ->
                                        loss.path()
                                                        .toString()
                                                        .equals("bridges.br0.parameters.path-cost")
                                                && loss.reason().equals("not expressed for eth1")),
                rendering.losses().toString());
        assertFalse(Rendered.lost(rendering).contains("port-priority"));
    }
}
