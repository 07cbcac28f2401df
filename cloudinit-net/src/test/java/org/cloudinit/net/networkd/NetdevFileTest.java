package org.cloudinit.net.networkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Rendered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** VLANs, bonds and bridges: what networkd makes, and what their members are told. */
class NetdevFileTest {
    private static final String PREFIX = "/etc/systemd/network/10-cloud-init-";

    private final NetworkdRenderer networkd = new NetworkdRenderer();
    @TempDir private Path folder;

    private Rendering render(String yaml) {
        var context = Rendered.context(new Machine(folder), "photon", Mapping.EMPTY);
        return Rendered.of(networkd, context, yaml);
    }

    @Test
    void aVlanIsNamedByWhatCarriesIt() {
        Rendering rendering =
                render(
                        """
                        version: 1
                        config:
                          - {type: physical, name: eth0}
                          - type: vlan
                            name: eth0.7
                            vlan_id: 7
                            vlan_link: eth0
                            mac_address: fa:16:3e:00:00:07
                            mtu: 1300
                        """);
        assertEquals(
                """
                [NetDev]
                Kind=vlan
                MACAddress=fa:16:3e:00:00:07
                MTUBytes=1300
                Name=eth0.7

                [VLAN]
                Id=7
                """,
                Rendered.text(rendering, PREFIX + "eth0.7.netdev"));
        assertEquals(
                """
                [Link]
                MACAddress=fa:16:3e:00:00:07
                MTUBytes=1300

                [Match]
                Name=eth0.7

                [Network]
                DHCP=no
                """,
                Rendered.text(rendering, PREFIX + "eth0.7.network"));
        assertEquals(
                "[Match]\nName=eth0\n\n[Network]\nDHCP=no\nVLAN=eth0.7\n",
                Rendered.text(rendering, PREFIX + "eth0.network"));
        assertEquals("", Rendered.lost(rendering));
    }

    @Test
    void everyParameterOfABondThatNetworkdHas() {
        Rendering rendering =
                render(
                        """
                        version: 2
                        bonds:
                          bond0:
                            interfaces: [eth0]
                            parameters:
                              ad-select: stable
                              all-slaves-active: true
                              arp-all-targets: all
                              arp-interval: 100
                              arp-ip-target: [192.0.2.1, 192.0.2.2]
                              arp-validate: all
                              down-delay: 10
                              fail-over-mac-policy: active
                              gratuitous-arp: 3
                              lacp-rate: fast
                              learn-packet-interval: 4
                              mii-monitor-interval: 50
                              min-links: 2
                              mode: 802.3ad
                              packets-per-slave: 6
                              primary-reselect-policy: better
                              transmit-hash-policy: layer2+3
                              up-delay: 20
                              primary: eth0
                        ethernets: {eth0: {}}
                        """);
        assertEquals(
                """
                [Bond]
                ARPAllTargets=all
                ARPIntervalSec=100ms
                ARPValidate=all
                AdSelect=stable
                AllSlavesActive=true
                DownDelaySec=10ms
                FailOverMACPolicy=active
                GratuitousARP=3
                LACPTransmitRate=fast
                LearnPacketIntervalSec=4
                MIIMonitorSec=50ms
                MinLinks=2
                Mode=802.3ad
                PacketsPerSlave=6
                PrimaryReselectPolicy=better
                TransmitHashPolicy=layer2+3
                UpDelaySec=20ms

                [NetDev]
                Kind=bond
                Name=bond0
                """,
                Rendered.text(rendering, PREFIX + "bond0.netdev"));
        assertEquals(
                "[Match]\nName=eth0\n\n[Network]\nBond=bond0\nDHCP=no\n",
                Rendered.text(rendering, PREFIX + "eth0.network"));
        assertEquals(
                "bonds.bond0.parameters.arp-ip-target\nbonds.bond0.parameters.primary",
                Rendered.lost(rendering));
    }

    @Test
    void aMemberThatNobodyDescribesIsNoBond() {
        Rendering rendering =
                render(
                        """
                        version: 1
                        config:
                          - type: bond
                            name: bond0
                            bond_interfaces: [eth0]
                            params: {bond-mode: active-backup, bond_miimon: 100}
                        """);
        assertEquals(
                "[Match]\nName=eth0\n\n[Network]\nBond=bond0\nDHCP=no\n",
                Rendered.text(rendering, PREFIX + "eth0.network"));
        assertEquals(3, rendering.files().size());
        assertEquals("config[0].params.bond_miimon", Rendered.lost(rendering));
    }

    @ParameterizedTest
    @CsvSource({
        "gratuitous-arp: 3,3,''",
        "gratuitious-arp: 4,4,''",
        "'gratuitous-arp: 3, gratuitious-arp: 4',4,gratuitous-arp",
        "'gratuitious-arp: 4, gratuitous-arp: 3',4,gratuitous-arp",
        "'gratuitious-arp: 0, gratuitous-arp: 3',3,gratuitious-arp",
        "'gratuitious-arp: null, gratuitous-arp: 3',3,''"
    })
    void theOldSpellingOfGratuitousArpCountsMore(String parameters, String value, String lost) {
        Rendering rendering =
                render(
                        """
                        version: 2
                        ethernets: {eth0: {}}
                        bonds: {bond0: {interfaces: [eth0], parameters: {%s}}}
                        """
                                .formatted(parameters));
        String file = Rendered.text(rendering, PREFIX + "bond0.netdev");
        assertTrue(file.contains("GratuitousARP=" + value + "\n"), file);
        assertEquals(
                lost.isEmpty() ? "" : "bonds.bond0.parameters." + lost, Rendered.lost(rendering));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                version: 1
                config:
                  - type: bridge
                    name: br0
                    bridge_interfaces: [eth3, eth4]
                    params:
                      bridge_ageing: 250
                      bridge_bridgeprio: 22
                      bridge_fd: 1
                      bridge_hello: 2
                      bridge_maxage: 10
                      bridge_pathcost: [eth3 50, eth4 75]
                      bridge_portprio: [eth3 28]
                      bridge_stp: 'on'
                  - {type: physical, name: eth3}
                  - {type: physical, name: eth4}
                """,
                """
                version: 2
                bridges:
                  br0:
                    interfaces: [eth3, eth4]
                    parameters:
                      ageing-time: 250
                      priority: 22
                      forward-delay: 1
                      hello-time: 2
                      max-age: 10
                      path-cost: {eth3: 50, eth4: 75}
                      port-priority: {eth3: 28}
                      stp: true
                ethernets: {eth3: {}, eth4: {}}
                """
            })
    void aBridgeAndItsPorts(String yaml) {
        Rendering rendering = render(yaml);
        assertEquals(
                """
                [Bridge]
                AgeingTimeSec=250
                ForwardDelaySec=1
                HelloTimeSec=2
                MaxAgeSec=10
                Priority=22
                STP=yes

                [NetDev]
                Kind=bridge
                Name=br0
                """,
                Rendered.text(rendering, PREFIX + "br0.netdev"));
        assertEquals(
                """
                [Bridge]
                Cost=50
                Priority=28

                [Match]
                Name=eth3

                [Network]
                Bridge=br0
                DHCP=no
                """,
                Rendered.text(rendering, PREFIX + "eth3.network"));
        assertTrue(Rendered.text(rendering, PREFIX + "eth4.network").contains("Cost=75\n\n"));
        assertEquals("", Rendered.lost(rendering));
    }
}
