package org.cloudinit.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkActivationTest {
    private static final Rendering FILES =
            new Rendering(
                    "test",
                    List.of(
                            RenderedFile.text(
                                    "/etc/network/interfaces",
                                    """
                                    auto lo
                                    iface lo inet loopback

                                    auto a
                                    iface a inet dhcp
                                    iface a inet6 dhcp
                                    auto b.5
                                    iface b.5 inet manual
                                    """,
                                    0644),
                            RenderedFile.text("/nm/cloud-init-a.nmconnection", "[x]\n", 0600)),
                    List.of(),
                    List.of());

    @TempDir private Path folder;
    private final RecordingReporter reporter = new RecordingReporter();

    /** A service that is here. */
    private record Service(String name) implements NetworkRenderer {
        @Override
        public boolean available(HostFiles files) {
            return true;
        }

        @Override
        public Rendering render(RendererInput input, RenderContext context) {
            throw new IllegalStateException("nothing is rendered here");
        }
    }

    private List<String> run(RecordingProcesses processes, Mapping config, String... services)
            throws IOException {
        var here = new ArrayList<NetworkRenderer>();
        for (String service : services) {
            here.add(new Service(service));
        }
        SandboxHost machine = SandboxHost.in(folder).build();
        var other = machine.host();
        var host =
                new org.cloudinit.api.host.Host(
                        other.root(), other.mounter(), other.links(), processes, other.clock());
        new NetworkActivation(here, config, host, reporter).run(FILES);
        return processes.lines();
    }

    private static Mapping stated(String... names) {
        Mapping network =
                Mapping.builder().put("activators", Sequence.ofTexts(List.of(names))).build();
        return Mapping.builder()
                .put("system_info", Mapping.builder().put("network", network).build())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "eni, 'ifup a|ifup b.5'",
        "netplan, netplan apply",
        "networkd, systemctl restart systemd-networkd systemd-resolved",
        "network-manager, 'systemctl try-reload-or-restart NetworkManager.service|nmcli connection"
                + " load /nm/cloud-init-a.nmconnection|nmcli connection up filename"
                + " /nm/cloud-init-a.nmconnection'"
    })
    void everyServiceHasItsWay(String service, String commands) throws IOException {
        assertEquals(
                List.of(commands.split("\\|", -1)),
                run(new RecordingProcesses(), Mapping.EMPTY, service));
    }

    @Test
    void theOrderIsTheConfigurationsOrThatOfAll() throws IOException {
        assertEquals(
                List.of("netplan apply"),
                run(new RecordingProcesses(), Mapping.EMPTY, "networkd", "netplan"));
        assertEquals(
                List.of("systemctl restart systemd-networkd systemd-resolved"),
                run(new RecordingProcesses(), stated("odd", "networkd"), "networkd", "netplan"));
        assertEquals(List.of("network.activator"), reporter.codes());
    }

    @Test
    void oneThatFailsIsToldAndTheOthersRun() throws IOException {
        var processes =
                new RecordingProcesses()
                        .answering(RecordingProcesses.result(1, "", ""), "ifup", "a");
        assertEquals(List.of("ifup a", "ifup b.5"), run(processes, Mapping.EMPTY, "eni"));
        assertEquals(List.of("network.activation"), reporter.codes());
    }

    @Test
    void withoutAServiceNothingIsDone() throws IOException {
        assertEquals(List.of(), run(new RecordingProcesses(), Mapping.EMPTY));
    }
}
