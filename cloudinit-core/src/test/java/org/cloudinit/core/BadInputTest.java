package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.testkit.FaultyRoot;
import org.cloudinit.testkit.FaultyRoot.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is bad is reported, the boot goes on, and the machine stays reachable. */
class BadInputTest {
    @TempDir private Path folder;

    private static TestSource source() {
        return TestSource.found(
                new TestSource.Data()
                        .metadata(Mapping.builder().put("local-hostname", "node").build())
                        .network(Mapping.builder().put("name", "one").build())
                        .build());
    }

    private static List<String> codes(LocalOutcome outcome) {
        var codes = new ArrayList<String>();
        for (Problem problem : outcome.problems()) {
            codes.add(problem.code());
        }
        return codes;
    }

    @Test
    void aBrokenDriveIsReportedAndTheNetworkFallsBack() throws IOException {
        var place = new Origin("/seed/meta_data.json", 3, 7);
        TestMachine machine =
                TestMachine.in(folder)
                        .with(
                                new TestSource(
                                        "Test",
                                        () -> {
                                            throw new MalformedException(
                                                    "drive.bad-json",
                                                    "reading meta-data",
                                                    place,
                                                    "this is no JSON",
                                                    "Correct it.");
                                        }));
        LocalOutcome outcome = machine.boot();
        assertEquals(0, outcome.exitCode());
        assertEquals(List.of("drive.bad-json"), codes(outcome));
        assertEquals("fallback", machine.text("/etc/net"));
        assertTrue(
                machine.text("/run/cloud-init/status.json")
                        .contains("reading meta-data: /seed/meta_data.json:3:7: this is no JSON"));
    }

    @Test
    void aSourceThatBreaksIsReportedAndTheNetworkFallsBack() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(
                                new TestSource(
                                        "Test",
                                        () -> {
                                            throw new IllegalStateException("no such register");
                                        }));
        LocalOutcome outcome = machine.boot();
        assertEquals(0, outcome.exitCode());
        assertEquals(List.of("data-source.failed"), codes(outcome));
        assertEquals("fallback", machine.text("/etc/net"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad-choice", "bad-rendering"})
    void aMalformedNetworkFallsBackAndIsAnError(String where) throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(
                                TestSource.found(
                                        new TestSource.Data()
                                                .network(Mapping.builder().put(where, true).build())
                                                .build()));
        LocalOutcome outcome = machine.boot();
        assertEquals(1, outcome.exitCode());
        assertEquals(List.of("test.bad-network"), codes(outcome));
        assertEquals("fallback", machine.text("/etc/net").strip());
        assertTrue(machine.text("/run/cloud-init/status.json").contains("test.bad-network"));
    }

    @Test
    void aProgramWithoutPlannerLeavesTheNetworkAloneAndSaysSo() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source()).with((NetworkPlanner) null);
        LocalOutcome outcome = machine.boot();
        assertEquals(List.of("network.no-planner"), codes(outcome));
        assertEquals(1, outcome.exitCode());
        assertEquals("DataSourceTest [net]", outcome.dataSource());
    }

    @Test
    void aDiskThatTakesNoStateLeavesTheStatusInMemory() throws IOException {
        var machine =
                TestMachine.of(TestMachine.builder(folder).file("/var/lib/cloud", "in the way"))
                        .with(source());
        assertTrue(machine.boot().exitCode() > 0);
        assertEquals("ds one", machine.text("/etc/net"));
        String first = machine.text("/run/cloud-init/status.json");
        assertTrue(first.contains("state.unwritable"), first);
        NetworkStage.run(BootRequest.ORDINARY, machine.host.host(), machine.extensions());
        String second = machine.text("/run/cloud-init/status.json");
        assertTrue(
                second.indexOf("state.unwritable") < second.lastIndexOf("state.unwritable"),
                second);
    }

    @Test
    void missingLinksAreWaitedForAndNotForLong() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(source())
                        .with(new TestPlanner().missing("fa:16:3e:00:00:99"));
        long start = System.nanoTime();
        machine.boot();
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        assertEquals("ds one", machine.text("/etc/net"));
        assertEquals(5, machine.host.processes().lines().size());
    }

    @Test
    void aCommandThatFailsAfterTheFilesIsAWarning() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(source())
                        .with(new TestPlanner().command("netplan", "generate"));
        machine.host
                .processes()
                .answering(
                        org.cloudinit.testkit.RecordingProcesses.result(78, "", "bad"), "netplan");
        LocalOutcome outcome = machine.boot();
        assertEquals(List.of("network.command"), codes(outcome));
        assertEquals(0, outcome.exitCode());
        assertEquals("ds one", machine.text("/etc/net"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\": 99}",
                "{\"version\": 1}",
                "{\"version\": 1, \"mode\": \"net\", \"instance_id\": \"..\"}"
            })
    void aCacheThatIsCutDamagedOrNewerIsNoCache(String text) throws IOException {
        TestSource source = source().confirming();
        TestMachine machine = TestMachine.in(folder).with(source);
        machine.boot();
        machine.host
                .root()
                .write(RenderedFile.text("/var/lib/cloud/instance/obj.json", text, 0400));
        LocalOutcome outcome = machine.shutDown().boot();
        assertEquals(2, source.asked());
        assertEquals(0, outcome.exitCode());
        assertEquals(List.of("cache.unusable"), codes(outcome));
        assertEquals(0400, machine.host.root().facts("/var/lib/cloud/instance/obj.json").mode());
        assertTrue(machine.text("/var/lib/cloud/instance/obj.json").contains("\"i-1\""));
    }

    @Test
    void aDanglingInstanceLinkIsHealed() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source());
        machine.host.root().createDirectory("/var/lib/cloud", 0755);
        machine.host.root().link("/var/lib/cloud/instance", "/var/lib/cloud/instances/gone");
        assertEquals(0, machine.boot().exitCode());
        assertEquals(
                "/var/lib/cloud/instances/i-1",
                machine.host.root().readLink("/var/lib/cloud/instance"));
    }

    @Test
    void aFolderInTheLinksPlaceIsReplaced() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source());
        machine.host.root().createDirectory("/var/lib/cloud/instance/sub", 0755);
        assertEquals(0, machine.boot().exitCode());
        assertEquals(
                "/var/lib/cloud/instances/i-1",
                machine.host.root().readLink("/var/lib/cloud/instance"));
    }

    @Test
    void emptyStateFilesOfAPowerLossAreHealed() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source());
        machine.boot();
        for (String path :
                List.of(
                        "/var/lib/cloud/data/instance-id",
                        "/var/lib/cloud/data/set-hostname",
                        "/var/lib/cloud/instance/network-config.json",
                        "/var/lib/cloud/instance/datasource")) {
            machine.host.root().write(RenderedFile.text(path, "", 0644));
        }
        assertEquals(0, machine.shutDown().boot().exitCode());
        assertEquals("i-1\n", machine.text("/var/lib/cloud/data/instance-id"));
        assertTrue(machine.text("/var/lib/cloud/data/set-hostname").contains("node"));
        assertFalse(machine.text("/var/lib/cloud/instance/network-config.json").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/../../outside", "/../outside", "../outside", "/etc/x/..", "/"})
    void aPathThatLeadsAstrayIsRefused(String path) throws IOException {
        TestMachine machine =
                TestMachine.in(folder.resolve("root"))
                        .with(
                                TestSource.found(
                                        new TestSource.Data()
                                                .files(
                                                        new InjectedFile(path, Secret.of("x")),
                                                        new InjectedFile("/ok", Secret.of("y")))
                                                .build()));
        LocalOutcome outcome = machine.boot();
        assertEquals(List.of("instance.injected-file"), codes(outcome));
        assertEquals("y", machine.text("/ok"));
        assertFalse(folder.resolve("outside").toFile().exists());
    }

    @Test
    void aModuleThatBreaksIsAnErrorAndHindersNoOther() throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .cloudConfig(
                                                TestMachine.CONFIG.replace(
                                                        "[set_hostname]",
                                                        "[breaks, absent, [set-hostname, always], 5]")))
                        .with(
                                TestSource.found(
                                        new TestSource.Data()
                                                .mode(DsMode.LOCAL)
                                                .config(
                                                        Mapping.builder()
                                                                .put("fqdn", "a.b")
                                                                .build())
                                                .build()))
                        .with(new Breaking());
        LocalOutcome outcome = machine.boot();
        assertEquals(List.of("modules.entry", "modules.absent", "modules.failed"), codes(outcome));
        assertEquals(1, outcome.exitCode());
        assertEquals("a\n", machine.text("/etc/hostname"));
        String folderOf = "/var/lib/cloud/instances/i-1/sem/";
        assertNotNull(machine.host.root().facts(folderOf + "config_breaks"));
        assertEquals("(absent)", machine.text(folderOf + "config_set_hostname"));
    }

    private static final class Breaking implements ConfigModule {
        @Override
        public String name() {
            return "breaks";
        }

        @Override
        public Frequency frequency() {
            return Frequency.PER_INSTANCE;
        }

        @Override
        public Set<String> distros() {
            return Set.of("debian");
        }

        @Override
        public Outcome run(ModuleContext context) {
            throw new IllegalStateException("broken");
        }
    }

    @Test
    void damagedConfigurationIsReportedWithItsPlaceAndTheRestCounts() throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .file("/etc/cloud/cloud.cfg.d/50.cfg", "a: [\n")
                                        .file("/etc/cloud/cloud.cfg.d/60.cfg", "- list\n")
                                        .file(
                                                "/etc/cloud/cloud.cfg.d/70.cfg",
                                                "## template: jinja\nb: {{ v1.x }}\n"))
                        .with(source());
        LocalOutcome outcome = machine.boot();
        assertEquals(0, outcome.exitCode());
        assertEquals(
                List.of("yaml.key", "config.no-mapping", "yaml.syntax", "template.no-engine"),
                codes(outcome));
        Problem yaml = outcome.problems().get(2);
        assertEquals("/etc/cloud/cloud.cfg.d/50.cfg", yaml.origin().source());
        assertEquals(2, yaml.origin().line());
        assertEquals("ds one", machine.text("/etc/net"));
    }

    @Test
    void aDefectOfThisProgramCostsNoNetwork() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(
                                new TestSource("Test", () -> new Detection.Absent("no drive")) {
                                    @Override
                                    public Set<org.cloudinit.api.spi.Dependency> dependencies() {
                                        throw new IllegalStateException(
                                                "a bundle of the wrong kind");
                                    }
                                });
        LocalOutcome outcome = machine.boot();
        assertEquals(List.of("stage.defect"), codes(outcome));
        assertEquals(1, outcome.exitCode());
        assertEquals("fallback", machine.text("/etc/net"));
        assertTrue(machine.text("/run/cloud-init/status.json").contains("stage.defect"));
    }

    @Test
    void aReadOnlyRootEndsInAnOutcomeThatTells() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source());
        LocalOutcome outcome =
                machine.boot(FaultyRoot.failing(machine.host.root(), 1, Fault.READ_ONLY));
        assertTrue(codes(outcome).contains("status.unwritable"));
        assertTrue(codes(outcome).contains("network.unwritable"));
        assertEquals("DataSourceTest [net]", outcome.dataSource());
        assertEquals(outcome.errors().size(), outcome.exitCode());
    }

    @ParameterizedTest
    @CsvSource({
        "NO_SPACE, NET", "READ_ONLY, NET", "IO_ERROR, NET",
        "NO_SPACE, LOCAL", "READ_ONLY, LOCAL", "IO_ERROR, LOCAL",
    })
    void noFailingWriteEscapesAndTheNextBootHeals(Fault fault, DsMode mode) throws IOException {
        int operations = count(mode);
        for (int at = 1; at <= operations; at++) {
            TestMachine machine = machine(folder.resolve(fault + "-" + at), mode);
            LocalOutcome outcome = machine.boot(FaultyRoot.failing(machine.host.root(), at, fault));
            assertEquals("finish", outcome.steps().getLast().subStage().spelling());
            machine.shutDown().boot();
            assertHealed(machine, fault + " at " + at);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CRASH_BEFORE, NET", "CRASH_WITHIN, NET", "CRASH_AFTER, NET",
        "CRASH_BEFORE, LOCAL", "CRASH_WITHIN, LOCAL", "CRASH_AFTER, LOCAL",
    })
    void afterALossOfPowerAnywhereTheNextBootHeals(Fault fault, DsMode mode) throws IOException {
        int operations = count(mode);
        for (int at = 1; at <= operations; at++) {
            TestMachine machine = machine(folder.resolve(fault + "-" + at), mode);
            try {
                machine.boot(FaultyRoot.failing(machine.host.root(), at, fault));
            } catch (FaultyRoot.PowerLoss _) {
                // As meant.
            }
            machine.shutDown().boot();
            assertHealed(machine, fault + " at " + at);
        }
    }

    private static TestMachine machine(Path place, DsMode mode) throws IOException {
        return TestMachine.in(place)
                .with(
                        TestSource.found(
                                new TestSource.Data()
                                        .mode(mode)
                                        .metadata(
                                                Mapping.builder()
                                                        .put("local-hostname", "node")
                                                        .build())
                                        .network(Mapping.builder().put("name", "one").build())
                                        .userData("#cloud-config\na: 1\n")
                                        .build()));
    }

    private int count(DsMode mode) throws IOException {
        TestMachine machine = machine(folder.resolve("count"), mode);
        FaultyRoot root = FaultyRoot.counting(machine.host.root());
        assertEquals(0, machine.boot(root).exitCode());
        int operations = root.operations().size();
        assertTrue(operations > 20, () -> root.operations().toString());
        return operations;
    }

    private static void assertHealed(TestMachine machine, String when) throws IOException {
        assertEquals("ds one", machine.text("/etc/net"), when);
        assertEquals("node\n", machine.text("/etc/hostname"), when);
        assertEquals("i-1\n", machine.text("/var/lib/cloud/data/instance-id"), when);
        assertTrue(machine.text("/var/lib/cloud/data/set-hostname").contains("node"), when);
        assertTrue(machine.text("/var/lib/cloud/instance/obj.json").contains("i-1"), when);
        assertTrue(
                machine.text("/var/lib/cloud/instance/network-config.json").contains("one"), when);
        assertTrue(machine.text("/run/cloud-init/status.json").contains("\"stage\": null"), when);
    }
}
