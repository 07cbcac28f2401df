package org.cloudinit.net.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.corpus.MemoryFiles;
import org.cloudinit.net.eni.EniRenderer;
import org.cloudinit.net.netplan.NetplanRenderer;
import org.cloudinit.net.sysconfig.SysconfigRenderer;
import org.junit.jupiter.api.Test;

/** What a renderer cannot express is named, and nothing else is. */
class LossesTest {
    private static Rendering rendering(NetworkRenderer renderer, String distro, String yaml) {
        NetworkConfig config = NetworkConversion.read(YamlReader.read(yaml, "test.yaml"));
        var profile = Distros.of(distro);
        var context =
                new RenderContext(
                        new MemoryFiles(),
                        profile,
                        profile.optionsOf(renderer.name()),
                        new NicInventory(List.of()));
        return NetworkConversion.convert(config, renderer, context);
    }

    private static Map<String, String> losses(
            NetworkRenderer renderer, String distro, String yaml) {
        var losses = new TreeMap<String, String>();
        rendering(renderer, distro, yaml)
                .losses()
                .forEach(loss -> losses.put(loss.path().toString(), loss.reason()));
        return losses;
    }

    private static final String PLAIN =
            """
            version: 1
            config:
            - type: physical
              name: eth0
              mac_address: 'fa:16:3e:00:00:01'
              mtu: 1400
              subnets:
              - type: dhcp4
                metric: 50
              - type: static
                address: 192.0.2.5/24
                gateway: 192.0.2.1
                dns_nameservers: [192.0.2.53]
                dns_search: [example.org]
                routes:
                - {network: 10.0.0.0, netmask: 255.0.0.0, gateway: 192.0.2.9, metric: 7}
            """;

    @Test
    void whatIsExpressedIsNoLoss() {
        assertEquals(Map.of(), losses(new NetplanRenderer(), "ubuntu", PLAIN));
        assertEquals(Map.of(), losses(new SysconfigRenderer(), "rhel", PLAIN));
    }

    @Test
    void suseLosesRoutesAndGateways() {
        assertEquals(
                List.of(
                        "config[0].subnets[0].metric",
                        "config[0].subnets[1].gateway",
                        "config[0].subnets[1].routes[0]"),
                List.copyOf(losses(new SysconfigRenderer(), "opensuse", PLAIN).keySet()));
    }

    @Test
    void aLostDeviceIsNamedOnceAndNotWithAllItHas() {
        String yaml =
                """
                version: 1
                config:
                - type: infiniband
                  name: ib0
                  mtu: 2044
                  subnets: [{type: static, address: 192.0.2.5/24}]
                """;
        assertEquals(
                Map.of("config[0]", "netplan is not given InfiniBand devices"),
                losses(new NetplanRenderer(), "ubuntu", yaml));
    }

    @Test
    void routesOfTheMachineAreLostWhereThereIsNoPlaceForThem() {
        String yaml =
                """
                version: 1
                config:
                - {type: physical, name: eth0, subnets: [{type: dhcp4}]}
                - {type: route, destination: 10.0.0.0/8, gateway: 192.0.2.1}
                """;
        assertEquals(
                List.of("config[1]"),
                List.copyOf(losses(new NetplanRenderer(), "ubuntu", yaml).keySet()));
        assertEquals(
                List.of("config[1]"),
                List.copyOf(losses(new SysconfigRenderer(), "rhel", yaml).keySet()));
    }

    @Test
    void aParameterThatNoTableKnowsIsLost() {
        String yaml =
                """
                version: 1
                config:
                - {type: physical, name: eth0}
                - type: bond
                  name: bond0
                  bond_interfaces: [eth0]
                  params: {bond-mode: 1, bond-xmit_hash_policy: layer2, bond-frequency: 7}
                """;
        assertEquals(
                List.of("config[1].params.bond-frequency"),
                List.copyOf(losses(new NetplanRenderer(), "ubuntu", yaml).keySet()));
        assertEquals(
                List.of(
                        "config[1].params.bond-frequency",
                        "config[1].params.bond-xmit_hash_policy"),
                List.copyOf(losses(new SysconfigRenderer(), "rhel", yaml).keySet()));
    }

    @Test
    void aSettingThatAnotherTakesThePlaceOfIsLost() {
        String yaml =
                """
                version: 1
                config:
                - type: physical
                  name: eth0
                  mtu: 9000
                  subnets: [{type: static, address: 192.0.2.5/24, mtu: 1400}]
                """;
        assertTrue(losses(new NetplanRenderer(), "ubuntu", yaml).containsKey("config[0].mtu"));
        assertTrue(losses(new SysconfigRenderer(), "rhel", yaml).containsKey("config[0].mtu"));
    }

    @Test
    void unknownKeysAreLostForEveryRenderer() {
        String yaml = "version: 1\nconfig: [{type: physical, name: eth0, colour: red}]\n";
        for (NetworkRenderer renderer : NetworkConversion.renderers()) {
            assertEquals(
                    Map.of("config[0].colour", "a part of this type has no such key"),
                    losses(renderer, "debian", yaml),
                    renderer.name());
        }
    }

    private static final String RENAMED_PORT =
            """
            version: 2
            ethernets:
              nic0: {match: {macaddress: 'fa:16:3e:00:00:01'}, set-name: lan0}
              nic1: {}
            bridges:
              br0: {interfaces: [nic0, nic1]}
            vlans:
              v7: {id: 7, link: nic0}
            """;

    @Test
    void aPortThatGetsAnotherNameIsLostWhereTheFileHasTheOldOne() {
        Map<String, String> eni = losses(new EniRenderer(), "debian", RENAMED_PORT);
        assertEquals(
                List.of("bridges.br0.interfaces[0]", "vlans.v7.link"), List.copyOf(eni.keySet()));
        assertEquals(
                "it gets another name, by which this file does not know it",
                eni.get("bridges.br0.interfaces[0]"));
        Map<String, String> suse = losses(new SysconfigRenderer(), "opensuse", RENAMED_PORT);
        assertTrue(suse.containsKey("bridges.br0.interfaces[0]"), suse::toString);
    }

    @Test
    void theNumberOfAVlanIsLostWhereItsNameDoesNotEndWithIt() {
        String vlan =
                """
                version: 1
                config:
                - {type: physical, name: eth0}
                - {type: vlan, name: NAME, vlan_link: eth0, vlan_id: 7}
                """;
        for (String name : List.of("eth0.7", "eth0.0007", "eth07", "vlan7")) {
            String yaml = vlan.replace("NAME", name);
            assertEquals(Map.of(), losses(new SysconfigRenderer(), "rhel", yaml), name);
        }
        for (String name : List.of("eth0.17", "eth0.70", "storage")) {
            String yaml = vlan.replace("NAME", name);
            assertEquals(
                    Map.of("config[1].vlan_id", "the name of the device says another number"),
                    losses(new SysconfigRenderer(), "rhel", yaml),
                    name);
        }
    }

    @Test
    void netplanRemovesTheFileOfOldImagesToo() {
        var profile = Distros.of("ubuntu");
        var context =
                new RenderContext(
                        new MemoryFiles()
                                .put(
                                        "/etc/network/interfaces.d/eth0.cfg",
                                        "auto eth0\niface eth0 inet dhcp\n"),
                        profile,
                        profile.optionsOf("netplan"),
                        new NicInventory(List.of()));
        NetworkConfig config = NetworkConversion.read(YamlReader.read(PLAIN, "test.yaml"));
        assertEquals(
                List.of("/etc/network/interfaces.d/eth0.cfg"),
                NetworkConversion.convert(config, new NetplanRenderer(), context).removals());
    }

    @Test
    void netplansOwnLanguageIsHandedOnWhole() {
        Rendering rendering =
                rendering(
                        new NetplanRenderer(),
                        "ubuntu",
                        "version: 2\nrenderer: networkd\nwifis: {wl0: {access-points: {x: {password: y}}}}\n");
        RenderedFile file = rendering.files().getFirst();
        assertEquals(0600, file.mode());
        assertTrue(file.text().contains("access-points"));
        assertTrue(rendering.losses().isEmpty());
        assertEquals(List.of("netplan", "generate"), rendering.commands().getFirst());
    }

    @Test
    void aSecondRunOverTheSameFileGeneratesNothing() {
        String yaml = "version: 2\nethernets: {eth0: {dhcp4: true}}\n";
        String text = rendering(new NetplanRenderer(), "ubuntu", yaml).files().getFirst().text();
        var profile = Distros.of("ubuntu");
        var context =
                new RenderContext(
                        new MemoryFiles()
                                .put("/etc/netplan/50-cloud-init.yaml", "# edited\n" + text),
                        profile,
                        profile.optionsOf("netplan"),
                        new NicInventory(List.of()));
        NetworkConfig config = NetworkConversion.read(YamlReader.read(yaml, "test.yaml"));
        assertTrue(
                NetworkConversion.convert(config, new NetplanRenderer(), context)
                        .commands()
                        .isEmpty());
    }
}
