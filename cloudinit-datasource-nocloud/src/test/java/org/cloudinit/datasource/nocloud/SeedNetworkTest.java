package org.cloudinit.datasource.nocloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.config.YamlReader;
import org.cloudinit.testkit.RecordingReporter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a seed says of the network: its file, and the interfaces of its meta-data. */
class SeedNetworkTest {
    private static final String INTERFACES = "network-interfaces: |\n  auto eth0\n";

    @TempDir private Path folder;
    private final RecordingReporter reporter = new RecordingReporter();

    @Test
    void itIsTakenAsWritten() throws IOException {
        var version2 = new NetworkConfig.V2((Mapping) YamlReader.read("version: 2", "expected"));
        assertEquals(version2, network("", "network: {version: 2}"));
        assertEquals(version2, network(INTERFACES, "network: {version: 2}"));
        assertInstanceOf(NetworkConfig.Disabled.class, network("", "config: disabled"));
        assertInstanceOf(NetworkConfig.Disabled.class, network(INTERFACES, "config: disabled"));
    }

    @Test
    void whatStandsBesideNetworkIsAWarning() throws IOException {
        network("", "network: {version: 2}\nethernets: {eth0: {dhcp4: true}}\n");
        assertEquals(List.of("network.beside-network"), reporter.codes());
        Problem problem = reporter.problems().getFirst();
        assertEquals(Severity.WARNING, problem.severity());
        assertTrue(problem.line().contains(Machine.SEED + "/network-config:1:1: "), problem.line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network: {version: 2, renderer: networkd}",
                "version: 2\nethernets: {eth0: {}}",
                "network: [1]\nversion: 2"
            })
    void whatStandsWhereItIsReadIsNone(String networkConfig) throws IOException {
        network("", networkConfig);
        assertEquals(List.of(), reporter.codes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "network: {}", "network:", "network: []", "network: ''", "network: 0"})
    void anEmptyOneHidesTheInterfaces(String empty) throws IOException {
        assertNull(network(INTERFACES, empty));
    }

    /** It is as if there were none: not even an empty mapping is said. */
    @ParameterizedTest
    @ValueSource(strings = {"", "null", "# later", "[]", "text", "{"})
    void oneThatSaysNothingLeavesTheInterfaces(String nothing) throws IOException {
        assertInstanceOf(NetworkConfig.Eni.class, network(INTERFACES, nothing));
    }

    /** A file of theirs without a device: the machine is to have none, and no fallback. */
    @Test
    void emptyInterfacesAreStated() throws IOException {
        assertEquals(
                new NetworkConfig.Eni("", "network-interfaces of the seed's meta-data"),
                network("network-interfaces: ''", ""));
        assertNull(network("network-interfaces:", ""));
    }

    private @Nullable NetworkConfig network(String metadata, String networkConfig)
            throws IOException {
        Path root = Files.createTempDirectory(folder, "root");
        return new NoCloud()
                .network(
                        new Machine(root)
                                .seed(Machine.SEED, metadata, "")
                                .file(Machine.SEED + "/network-config", networkConfig)
                                .found(),
                        new NicInventory(List.of()),
                        reporter);
    }
}
