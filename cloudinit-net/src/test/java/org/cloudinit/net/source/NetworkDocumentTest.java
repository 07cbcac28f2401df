package org.cloudinit.net.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.sandbox.Notes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which version a document is of. */
class NetworkDocumentTest {
    private static @Nullable NetworkConfig read(String yaml) {
        return NetworkDocument.of(YamlReader.read(yaml, "cloud.cfg"));
    }

    @Test
    void versionsAreToldApart() {
        assertInstanceOf(NetworkConfig.V1.class, read("{version: 1, config: []}"));
        assertInstanceOf(NetworkConfig.V2.class, read("{version: 2}"));
        assertInstanceOf(NetworkConfig.V2.class, read("{network: {version: 2, ethernets: {}}}"));
        assertInstanceOf(NetworkConfig.V1.class, read("{version: 1.0, config: []}"));
        assertInstanceOf(NetworkConfig.V1.class, read("{version: true, config: []}"));
        assertInstanceOf(NetworkConfig.Disabled.class, read("{config: disabled}"));
        assertInstanceOf(NetworkConfig.Disabled.class, read("{network: {config: disabled}}"));
    }

    @Test
    void nothingSaysNothing() {
        assertNull(NetworkDocument.of(null));
        for (String yaml :
                List.of("", "{}", "[]", "''", "false", "0", "{network: }", "network: {}")) {
            assertNull(read(yaml), yaml);
        }
    }

    @Test
    void whatStandsBesideTheNetworkIsNamed() {
        var notes = new Notes();
        NetworkDocument.of(
                YamlReader.read("network: {version: 2}\nwifis: {}\nusers: [a]\n", "drive"), notes);
        assertEquals(
                "reading network configuration: drive:3:8: users stands beside network, where"
                        + " nothing reads it [network.beside-network]."
                        + " Move it into network, or remove it.",
                notes.problems().get(1).line());
        assertEquals(2, notes.problems().size());
        var none = new Notes();
        NetworkDocument.of(YamlReader.read("{version: 2, wifis: {}}", "drive"), none);
        assertEquals(List.of(), none.problems());
    }

    @Test
    void whatIsNoConfigurationIsRefusedWithItsPlace() {
        assertEquals(
                "reading network configuration: cloud.cfg:1:10: the network configuration is a"
                        + " string, not a mapping [network.not-a-mapping]."
                        + " Write version and config or ethernets, or config: disabled.",
                refusal("network: disabled").getMessage());
        for (String yaml : List.of("[1]", "true", "7", "network: [a]")) {
            assertEquals("network.not-a-mapping", refusal(yaml).problem().code(), yaml);
        }
        for (String yaml :
                List.of(
                        "{config: []}",
                        "version: 3",
                        "version: '1'",
                        "version: 1.5",
                        "version: false",
                        "{ethernets: {}, version: }",
                        "config: Disabled")) {
            assertEquals("network.unknown-version", refusal(yaml).problem().code(), yaml);
        }
        assertEquals(2, refusal("config: []\nversion: 7\n").problem().origin().line());
    }

    private static MalformedException refusal(String yaml) {
        return assertThrows(MalformedException.class, () -> read(yaml), yaml);
    }
}
