package org.cloudinit.net.eni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.netplan.NetplanRenderer;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Rendered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interfaces files of drives, read as version 1. */
class EniReaderTest {
    @TempDir private Path folder;

    private static EniDocument read(String text) {
        return EniReader.read(new NetworkConfig.Eni(text, "drive:interfaces"));
    }

    private static String lost(EniDocument document) {
        return document.ignored().stream()
                .map(loss -> loss.path() + " " + loss.origin())
                .collect(Collectors.joining("\n"));
    }

    private static void assertReads(String yaml, String text) {
        assertEquals(YamlReader.read(yaml, "wanted"), read(text).config().document());
    }

    @Test
    void stanzasBecomeSubnets() {
        assertReads(
                """
                version: 1
                config:
                - type: physical
                  name: eth0
                  subnets:
                  - _orig_eni_name: eth0
                    type: static
                    control: auto
                    address: 192.0.2.5
                    netmask: 255.255.255.0
                    gateway: 192.0.2.1
                    broadcast: 192.0.2.255
                    dns_nameservers: [192.0.2.1, 192.0.2.2]
                    dns_search: [example.com]
                  - {_orig_eni_name: "eth0:1", type: dhcp, control: manual}
                  mac_address: fa:16:3e:00:00:01
                - type: loopback
                  name: lo
                  subnets: [{_orig_eni_name: lo, type: loopback, control: auto}]
                """,
                """
                # a comment
                auto lo eth0
                iface lo inet loopback

                iface eth0 inet static
                \taddress   192.0.2.5
                    netmask 255.255.255.0
                    gateway 192.0.2.1
                    broadcast 192.0.2.255
                    dns-nameservers 192.0.2.1 \\
                        192.0.2.2
                    dns-search example.com
                    hwaddress ether fa:16:3e:00:00:01
                iface eth0:1 inet dhcp
                """);
    }

    @Test
    void anEmptyFileDescribesNothing() {
        assertReads("{version: 1, config: []}", "");
        assertReads("{version: 1, config: []}", "# nothing\n\n   \n");
    }

    @Test
    void bothFamiliesOfOneDeviceAreSubnets() {
        assertReads(
                """
                version: 1
                config:
                - type: physical
                  name: eth0
                  subnets:
                  - {_orig_eni_name: eth0, type: dhcp, control: hotplug}
                  - {_orig_eni_name: eth0, type: dhcp6, control: hotplug}
                  - {_orig_eni_name: eth0, type: ipv6_slaac, control: hotplug}
                """,
                """
                allow-hotplug eth0
                iface eth0 inet dhcp
                iface eth0 inet6 dhcp
                iface eth0 inet6 auto
                """);
    }

    @Test
    void whatVersion1HasNoPlaceForIsNamedWithItsLine() {
        EniDocument document =
                read(
                        """
                        source /etc/network/interfaces.d/*
                        auto eth0 eth1
                        iface eth0 inet static
                          address 192.0.2.5/24
                          mtu 9000
                          post-up echo up
                        """);
        assertEquals(
                """
                source drive:interfaces:1:1
                eth0.mtu drive:interfaces:5:3
                eth0.post-up drive:interfaces:6:3
                auto drive:interfaces:2:1""",
                lost(document));
    }

    /** A stray word does not cost the stanzas of the file. */
    @Test
    void whatStandsOutsideOfTheStanzasIsNamed() {
        EniDocument document =
                read("words without sense\niface eth0 inet dhcp\nauto eth0\nmtu 5\n");
        assertEquals("words drive:interfaces:1:1\nmtu drive:interfaces:4:1", lost(document));
        assertEquals(read("auto eth0\niface eth0 inet dhcp\n").config(), document.config());
    }

    @Test
    void theNameOfALossIsThatOfTheFileWhateverWritesIt() {
        var config = new NetworkConfig.Eni("iface eth0 inet dhcp\n  mtu 9000\n", "drive");
        var renderer = new NetplanRenderer();
        Rendering rendering =
                renderer.render(
                        Rendered.input(renderer, config),
                        Rendered.context(new Machine(folder), "debian", Mapping.EMPTY));
        assertTrue(Rendered.lost(rendering).startsWith("eth0.mtu\n"), Rendered.lost(rendering));
        assertTrue(rendering.files().getFirst().text().contains("dhcp4: true"));
    }

    @Test
    void anAddressWithoutPrefixGetsItFromTheMask() {
        var renderer = new EniRenderer();
        var config =
                new NetworkConfig.Eni(
                        """
                        auto eth0
                        iface eth0 inet6 static
                            address 2001:db8::5
                            netmask 48
                        """,
                        "drive");
        Rendering rendering =
                renderer.render(
                        Rendered.input(renderer, config),
                        Rendered.context(new Machine(folder), "debian", Mapping.EMPTY));
        assertEquals(
                """
                auto lo
                iface lo inet loopback

                auto eth0
                iface eth0 inet6 static
                    address 2001:db8::5/48
                """,
                rendering.files().getFirst().text());
    }

    @ParameterizedTest
    @CsvSource({
        "'iface eth0', 1, network.eni-line-too-short",
        "'auto eth0\n\niface eth0 inet', 3, network.eni-line-too-short",
        "'iface eth0 inet static\n  address', 2, network.eni-line-too-short",
        "'iface eth0 inet dhcp\nhwaddress', 2, network.eni-line-too-short",
        "'iface eth0 inet dhcp\nhwaddress ether', 2, network.eni-line-too-short",
        "'iface eth0 inet static\n  netmask 24', 1, network.eni-static-without-address",
        "'address 192.0.2.5', 1, network.eni-option-without-iface",
        "'auto eth1\nmtu 5', 2, network.eni-option-without-iface",
        "'# none\nwords without sense', 2, network.eni-option-without-iface",
        "'\u0000\u0001', 1, network.eni-option-without-iface"
    })
    void whatIfupdownWouldRefuseIsRefusedWithItsLine(String text, int line, String code) {
        var refused = assertThrows(MalformedException.class, () -> read(text));
        assertEquals(code, refused.problem().code());
        assertEquals(line, refused.problem().origin().line());
        assertEquals("drive:interfaces", refused.problem().origin().source());
    }
}
