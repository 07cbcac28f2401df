package org.cloudinit.net.eni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.render.StateRendererContract;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Rendered;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interfaces file, stanza by stanza. */
class EniRendererTest extends StateRendererContract {
    @TempDir private Path folder;

    private static final String PATH = "/etc/network/interfaces";
    private static final String LOOPBACK = "auto lo\niface lo inet loopback\n";

    EniRendererTest() {
        super(new EniRenderer(), "debian");
    }

    @Override
    protected Path folder() {
        return folder;
    }

    @Override
    protected SandboxHost installed(Path machine) throws IOException {
        return SandboxHost.in(machine)
                .program("/sbin/ifup")
                .program("/sbin/ifdown")
                .program("/usr/sbin/ifquery")
                .file(PATH, LOOPBACK)
                .build();
    }

    private String interfaces(String yaml) {
        return Rendered.text(render(yaml), PATH);
    }

    @Test
    void nothingDescribedIsTheLoopbackAlone() {
        assertEquals(LOOPBACK, interfaces("{version: 1, config: []}"));
    }

    @Test
    void eachSubnetIsAStanzaAndOnlyTheFirstBringsTheDeviceUp() {
        assertEquals(
                LOOPBACK
                        + """

                        auto eth0
                        iface eth0 inet dhcp
                            mtu 1400

                        # control-alias eth0
                        iface eth0 inet6 static
                            address 2001:db8::5/64
                            gateway 2001:db8::1
                        """,
                interfaces(
                        """
                        version: 1
                        config:
                          - type: physical
                            name: eth0
                            mtu: 1400
                            subnets:
                              - type: dhcp
                              - {type: static6, address: "2001:db8::5/64", gateway: "2001:db8::1"}
                        """));
    }

    @Test
    void howADeviceComesUp() {
        String text =
                interfaces(
                        """
                        version: 1
                        config:
                          - {type: physical, name: a, subnets: [{type: dhcp, control: hotplug}]}
                          - {type: physical, name: b, subnets: [{type: dhcp, control: manual}]}
                          - {type: physical, name: c}
                        """);
        assertTrue(text.contains("\nallow-hotplug a\niface a inet dhcp\n"), text);
        assertTrue(text.contains("\n# control-manual b\niface b inet dhcp\n"), text);
        assertTrue(text.endsWith("\n\niface c inet manual\n"), text);
    }

    @Test
    void bondsBridgesAndVlansComeAfterWhatCarriesThem() {
        assertEquals(
                LOOPBACK
                        + """

                        auto eth0
                        iface eth0 inet manual
                            bond-master bond0
                            bond-mode 802.3ad

                        iface eth1 inet manual

                        auto bond0
                        iface bond0 inet manual
                            bond-mode 802.3ad
                            bond-slaves none
                            hwaddress fa:16:3e:00:00:09

                        iface br0 inet manual
                            bridge-pathcost eth1 50
                            bridge-ports eth1
                            bridge-stp off

                        auto bond0.7
                        iface bond0.7 inet dhcp
                            vlan-id 7
                            vlan-raw-device bond0
                        """,
                interfaces(
                        """
                        version: 2
                        vlans: {bond0.7: {id: 7, link: bond0, dhcp4: true}}
                        bridges:
                          br0:
                            interfaces: [eth1]
                            parameters: {stp: false, path-cost: {eth1: 50}}
                        bonds:
                          bond0:
                            interfaces: [eth0]
                            macaddress: fa:16:3e:00:00:09
                            parameters: {mode: 802.3ad}
                        ethernets: {eth0: {}, eth1: {}}
                        """));
    }

    @Test
    void whatIfupdownHasNoWordForIsNamed() {
        assertEquals(
                "config[0].subnets[0].address\nconfig[0].subnets[0].routes[0].table",
                Rendered.lost(
                        render(
                                """
                                version: 1
                                config:
                                  - type: physical
                                    name: eth0
                                    subnets:
                                      - type: dhcp4
                                        address: 192.0.2.5
                                        routes:
                                          - {network: 10.0.0.0/8, gateway: 192.0.2.1, table: 5}
                                """)));
    }

    @Test
    void whatOnlyScriptsKnowIsHandedToThem() {
        Rendering rendering =
                render(
                        """
                        version: 1
                        config:
                          - type: physical
                            name: eth0
                            optional: false
                            keep_configuration: true
                            wakeonlan: true
                            params: {some_option: [a, b], other: 0}
                        """);
        assertTrue(
                Rendered.text(rendering, PATH)
                        .endsWith(
                                """
                                iface eth0 inet manual
                                    ethernet-wol g
                                    keep-configuration on
                                    optional off
                                    some-option a b
                                """));
        assertEquals("config[0].params.other", Rendered.lost(rendering));
    }

    @Test
    void udevNamesPhysicalLinks() {
        String yaml =
                """
                version: 1
                config: [{type: physical, name: eth0, mac_address: "fa:16:3e:00:00:01"}]
                """;
        Rendering rendering = render(yaml);
        assertEquals(
                "SUBSYSTEM==\"net\", ACTION==\"add\", DRIVERS==\"?*\","
                        + " ATTR{address}==\"fa:16:3e:00:00:01\", NAME=\"eth0\"\n",
                Rendered.text(rendering, "/etc/udev/rules.d/70-persistent-net.rules"));
        assertEquals("", Rendered.lost(rendering));
        Mapping none = Mapping.builder().put("netrules_path", Scalar.nothing()).build();
        Rendering without =
                Rendered.of(renderer(), Rendered.context(machine(), "debian", none), yaml);
        assertEquals(1, without.files().size());
        assertEquals("config[0].mac_address", Rendered.lost(without));
    }

    @Test
    void pathsAndHeaderAreTheDistributions() {
        var context = Rendered.context(machine(), "ubuntu", Distros.of("ubuntu").optionsOf("eni"));
        Rendering rendering = Rendered.of(renderer(), context, "{version: 1, config: []}");
        String text = Rendered.text(rendering, "/etc/network/interfaces.d/50-cloud-init.cfg");
        assertTrue(text.startsWith("# This file is generated"), text);
        assertEquals(0644, rendering.files().getFirst().mode());
    }

    @Test
    void aStaleFileOfTheImageGoesButNotAnEditedOne() {
        String path = "/etc/network/interfaces.d/eth0.cfg";
        Machine machine = machine().file(path, "# shipped\nauto eth0\n  iface eth0 inet dhcp\n");
        var debian = Rendered.context(machine, "debian", Mapping.EMPTY);
        String yaml = "{version: 1, config: []}";
        assertEquals(List.of(path), Rendered.of(renderer(), debian, yaml).removals());
        var alpine = Rendered.context(machine, "alpine", Mapping.EMPTY);
        assertEquals(List.of(), Rendered.of(renderer(), alpine, yaml).removals());
        machine.file(path, "auto eth0\niface eth0 inet dhcp\n    metric 5\n");
        assertEquals(List.of(), Rendered.of(renderer(), debian, yaml).removals());
    }

    @Test
    void aDocumentThatNobodyInterpretedIsRefused() {
        var verbatim = new RendererInput.Verbatim(new NetworkConfig.V2(Mapping.EMPTY));
        var context = Rendered.context(machine(), "debian", Mapping.EMPTY);
        assertThrows(IllegalArgumentException.class, () -> renderer().render(verbatim, context));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{version: 1, config: [{type: physical, name: a, subnets: [{type: static}]}]}",
                "{version: 1, config: [{type: physical, name: a, mtu: 0}]}",
                "{version: 1, config: [{type: route, destination: nowhere}]}",
                "{version: 2, ethernets: {a: {addresses: [192.0.2.300/24]}}}",
                "{version: 2, ethernets: {a: {dhcp4: true, routes: [{via: 192.0.2.1}]}}}"
            })
    void whatMakesNoSenseIsRefused(String yaml) {
        assertThrows(MalformedException.class, () -> render(yaml));
    }
}
