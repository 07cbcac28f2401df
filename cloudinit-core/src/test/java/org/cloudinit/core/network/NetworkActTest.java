package org.cloudinit.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkChoice;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRequest;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the act does around a planner's choice. */
class NetworkActTest {
    private static final String SETTLE = "udevadm settle --timeout=5";

    private final RecordingReporter reporter = new RecordingReporter();
    @TempDir private Path folder;

    /** Chooses what it was told, and remembers which links it was given to render. */
    private static final class Planner implements NetworkPlanner {
        private final NetworkChoice choice;
        private final List<NicInventory> inventories;
        private final List<String> rendered = new ArrayList<>();
        private boolean renderer = true;
        private int renderings;
        private int asked;

        Planner(NetworkChoice choice, NicInventory... inventories) {
            this.choice = choice;
            this.inventories = List.of(inventories);
        }

        @Override
        public NicInventory inventory(NetworkRequest request) {
            return inventories.get(Math.min(asked++, inventories.size() - 1));
        }

        @Override
        public NetworkChoice choose(NetworkRequest request, NicInventory nics) {
            request.reporter()
                    .report(
                            Problem.warning(
                                    "test.note", "choosing", Origin.BUILT_IN, "odd", "Mend it."));
            return choice;
        }

        @Override
        public NetworkChoice fallback(NetworkRequest request, NicInventory nics) {
            return choice;
        }

        @Override
        public Rendering render(NetworkRequest request, NetworkChoice choice, NicInventory nics) {
            renderings++;
            if (!renderer) {
                throw new MalformedException(
                        "network.no-renderer",
                        "rendering",
                        Origin.BUILT_IN,
                        "none",
                        "Install one.");
            }
            nics.nics().forEach(nic -> rendered.add(nic.name()));
            return new Rendering("test", List.of(), List.of(), List.of());
        }
    }

    private static NetworkChoice choice(
            NetworkChoice.Source source,
            List<NetworkChoice.LinkStep> renames,
            List<MacAddress> missing) {
        Mapping document = Mapping.builder().put("version", 2).build();
        return new NetworkChoice(source, new NetworkConfig.V2(document), renames, missing);
    }

    /** A link; the kernel's name may still change. */
    private static NicInventory link(String name, boolean named) {
        var state = new Nic.State(true, true, false, "up", named ? 4 : 1, 0);
        return new NicInventory(
                List.of(
                        new Nic(
                                name,
                                null,
                                null,
                                null,
                                null,
                                true,
                                Nic.Kind.ETHERNET,
                                Nic.Role.NONE,
                                null,
                                state)));
    }

    private List<String> apply(Planner planner, String commandLine) throws IOException {
        SandboxHost machine = SandboxHost.in(folder).build();
        new NetworkAct(
                        planner,
                        List.of(),
                        Mapping.EMPTY,
                        Distros.of("debian"),
                        new CloudPaths(
                                "/var/lib/cloud", "/run/cloud-init", "/etc/cloud/templates", null),
                        commandLine,
                        machine.host(),
                        new TextDocuments(),
                        false,
                        reporter)
                .withoutInstance();
        return machine.processes().lines();
    }

    @Test
    void whatIsSaidAgainWhileWaitingIsReportedOnce() throws IOException {
        var absent = new MacAddress("fa:16:3e:00:00:01");
        var choice = choice(NetworkChoice.Source.SYSTEM_CONFIG, List.of(), List.of(absent));
        List<String> programs = apply(new Planner(choice, link("eth0", true)), "");
        assertEquals(LinkWait.ROUNDS, programs.size(), programs::toString);
        assertEquals(List.of("test.note"), reporter.codes());
    }

    @Test
    void theFallbackWaitsForUdevWhereNamesMayChange() throws IOException {
        var planner =
                new Planner(
                        choice(NetworkChoice.Source.FALLBACK, List.of(), List.of()),
                        link("eth0", false),
                        link("ens3", true));
        assertEquals(List.of(SETTLE), apply(planner, ""));
        assertEquals(List.of("ens3"), planner.rendered);
    }

    @Test
    void theFallbackDoesNotWaitWhereNamesStay() throws IOException {
        var choice = choice(NetworkChoice.Source.FALLBACK, List.of(), List.of());
        assertEquals(List.of(), apply(new Planner(choice, link("ens3", true)), ""));
        var kernelNames = new Planner(choice, link("eth0", false));
        assertEquals(List.of(), apply(kernelNames, "quiet net.ifnames=0"));
    }

    @Test
    void linksAreReadAgainAfterTheyWereRenamed() throws IOException {
        var planner =
                new Planner(
                        choice(
                                NetworkChoice.Source.SYSTEM_CONFIG,
                                List.of(new NetworkChoice.LinkStep.Up("ens3")),
                                List.of()),
                        link("ens3", true),
                        link("lan0", true));
        apply(planner, "");
        assertEquals(List.of("lan0"), planner.rendered);
    }

    @Test
    void withoutARendererTheStageSucceedsAndSaysSoOnce() throws IOException {
        var planner =
                new Planner(
                        choice(NetworkChoice.Source.SYSTEM_CONFIG, List.of(), List.of()),
                        link("ens3", true));
        planner.renderer = false;
        apply(planner, "");
        assertEquals(List.of("test.note", "network.no-renderer"), reporter.codes());
        assertEquals(Severity.WARNING, reporter.problems().getLast().severity());
        assertEquals(1, planner.renderings);
    }
}
