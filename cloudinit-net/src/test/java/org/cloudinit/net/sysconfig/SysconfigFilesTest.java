package org.cloudinit.net.sysconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.corpus.MemoryFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SysconfigFilesTest {
    private static Map<String, String> files(String distro, MemoryFiles before, String yaml) {
        NetworkConfig config = NetworkConversion.read(YamlReader.read(yaml, "test.yaml"));
        var profile = Distros.of(distro);
        var context =
                new RenderContext(
                        before,
                        profile,
                        profile.optionsOf("sysconfig"),
                        new NicInventory(List.of()));
        var files = new TreeMap<String, String>();
        NetworkConversion.convert(config, new SysconfigRenderer(), context)
                .files()
                .forEach(file -> files.put(file.path(), file.text()));
        return files;
    }

    @Test
    void oneNicWithDhcp() {
        assertEquals(
                Map.of(
                        "/etc/sysconfig/network",
                        "# Created by cloud-init automatically, do not edit.\n#\nNETWORKING=yes\nHOSTNAME=node\n",
                        "/etc/sysconfig/network-scripts/ifcfg-eth0",
                        """
                        # Created by cloud-init automatically, do not edit.
                        #
                        BOOTPROTO=dhcp
                        DEVICE=eth0
                        HWADDR=fa:16:3e:00:00:01
                        ONBOOT=yes
                        TYPE=Ethernet
                        USERCTL=no
                        """,
                        "/etc/udev/rules.d/70-persistent-net.rules",
                        "SUBSYSTEM==\"net\", ACTION==\"add\", DRIVERS==\"?*\","
                                + " ATTR{address}==\"fa:16:3e:00:00:01\", NAME=\"eth0\"\n"),
                files(
                        "rocky",
                        new MemoryFiles()
                                .put("/etc/sysconfig/network", "NETWORKING=no\nHOSTNAME=node\n"),
                        """
                        version: 1
                        config:
                        - type: physical
                          name: eth0
                          mac_address: 'fa:16:3e:00:00:01'
                          subnets: [{type: dhcp4}]
                        """));
    }

    @Test
    void nameServersJoinThoseThatAreThere() {
        Map<String, String> files =
                files(
                        "opensuse",
                        new MemoryFiles()
                                .put(
                                        "/etc/resolv.conf",
                                        "options edns0\nnameserver 192.0.2.53 # old\nsearch old.example\n"),
                        """
                        version: 1
                        config:
                        - {type: nameserver, address: [192.0.2.53, 198.51.100.53], search: [a.b]}
                        """);
        assertEquals(
                """
                ; Created by cloud-init automatically, do not edit.
                ;
                options edns0
                nameserver 192.0.2.53
                nameserver 198.51.100.53
                search old.example a.b
                """,
                files.get("/etc/resolv.conf"));
        assertTrue(files.containsKey("/etc/NetworkManager/conf.d/99-cloud-init.conf"));
        assertFalse(files.containsKey("/etc/sysconfig/network"));
    }

    @Test
    void aRouteWithoutGatewayIsOneOfTheLink() {
        Map<String, String> files =
                files(
                        "rhel",
                        new MemoryFiles(),
                        """
                        version: 2
                        ethernets:
                          eth0:
                            addresses: [192.0.2.5/24]
                            routes: [{to: 10.0.0.0/8}, {to: '2001:db8::/32'}]
                        """);
        assertEquals(
                Ifcfg.HEADER + "ADDRESS0=10.0.0.0\nNETMASK0=255.0.0.0\n",
                files.get("/etc/sysconfig/network-scripts/route-eth0"));
        assertEquals(
                Ifcfg.HEADER + "2001:db8::/32  dev eth0\n",
                files.get("/etc/sysconfig/network-scripts/route6-eth0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.unknown-subnet-type | {type: ppp}",
                "network.unknown-subnet-type | {type: loopback}",
                "network.default-route-twice | {type: static, address: 192.0.2.5/24, ipv4: true, routes: ["
                        + "{destination: 0.0.0.0/0, gateway: 192.0.2.1}, {destination: 0.0.0.0/0, gateway: 192.0.2.2}]}",
            })
    void whatTheFilesCannotExpressIsRefused(String code, String subnet) {
        for (String distro : List.of("rhel", "opensuse")) {
            if (distro.equals("opensuse") && code.endsWith("twice")) {
                continue;
            }
            var refused =
                    assertThrows(
                            MalformedException.class,
                            () ->
                                    files(
                                            distro,
                                            new MemoryFiles(),
                                            "version: 1\nconfig: [{type: physical, name: eth0, subnets: ["
                                                    + subnet
                                                    + "]}]\n"));
            assertEquals(code, refused.problem().code());
        }
    }

    @Test
    void theServiceIsKnownByDistributionAndProgram() {
        var scripts =
                new MemoryFiles()
                        .put("/usr/sbin/ifup", "")
                        .put("/usr/sbin/ifdown", "")
                        .put("/etc/sysconfig/network-scripts/network-functions", "");
        assertFalse(new SysconfigRenderer().available(scripts));
        assertTrue(
                new SysconfigRenderer()
                        .available(scripts.put("/etc/os-release", "ID=\"rocky\"\n")));
        assertFalse(
                new SysconfigRenderer()
                        .available(new MemoryFiles().put("/etc/os-release", "ID=\"rocky\"\n")));
        assertTrue(
                new SysconfigRenderer()
                        .available(
                                new MemoryFiles()
                                        .put("/etc/os-release", "ID=fedora\n")
                                        .put(
                                                "/usr/lib64/NetworkManager/1.40/libnm-settings-plugin-ifcfg-rh.so",
                                                "")));
    }
}
