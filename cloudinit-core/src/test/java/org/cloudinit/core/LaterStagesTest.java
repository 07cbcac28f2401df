package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.core.hostname.UpdateHostname;
import org.cloudinit.core.web.TestServer;
import org.cloudinit.testkit.RecordingProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stages after the Local stage, on machines that had one. */
class LaterStagesTest {
    private static final String STATUS = "/var/lib/cloud/data/status.json";
    private static final String SEMAPHORES = "/var/lib/cloud/instances/i-1/sem/";

    @TempDir private Path folder;

    private static TestSource source(DsMode mode) {
        return TestSource.found(
                new TestSource.Data()
                        .mode(mode)
                        .userData("#!/bin/sh\n")
                        .metadata(Mapping.builder().put("local-hostname", "node").build())
                        .build());
    }

    /** A machine with another list of data sources, and more of configuration. */
    private TestMachine listing(String sources, String... more) throws IOException {
        String config = TestMachine.CONFIG.replace("[Test, None]", sources);
        return TestMachine.of(
                TestMachine.builder(folder).cloudConfig(config + String.join("\n", more)));
    }

    private TestMachine booted(DsMode mode) throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source(mode));
        assertEquals(0, machine.boot().exitCode());
        return machine;
    }

    private static LocalOutcome network(TestMachine machine) {
        return NetworkStage.run(BootRequest.ORDINARY, machine.host.host(), machine.extensions());
    }

    private static LocalOutcome modules(TestMachine machine, String mode) {
        return ModulesStage.run(
                mode,
                BootRequest.ORDINARY,
                machine.host.host(),
                ExtensionSource.of(machine.extensions()));
    }

    private static List<String> codes(LocalOutcome outcome) {
        return outcome.problems().stream().map(Problem::code).toList();
    }

    private static Mapping stage(TestMachine machine, String name) throws IOException {
        return machine.json(STATUS).mapping("v1").mapping(name);
    }

    @Test
    void whatASourceOfTheNetworkBroughtIsConsumedByTheNetworkStage() throws IOException {
        TestMachine machine = booted(DsMode.NET);
        String stored = "/var/lib/cloud/instances/i-1/user-data.txt";
        assertEquals("(absent)", machine.text(stored));
        LocalOutcome outcome = network(machine);
        assertEquals(0, outcome.exitCode());
        assertEquals(List.of("user-data.unhandled-part"), codes(outcome), "it has no handler here");
        assertEquals("#!/bin/sh\n", machine.text(stored));
        assertTrue(machine.host.root().exists(SEMAPHORES + "config_set_hostname"));
        assertTrue(machine.host.root().exists(SEMAPHORES + "consume_data"));
        assertTrue(stage(machine, "init").get("finished").truthy());
        assertTrue(stage(machine, "init-local").get("finished").truthy());
        assertFalse(stage(machine, "modules-final").get("finished").truthy());
    }

    @ParameterizedTest
    @CsvSource({"true, i-1~", "false, (absent)"})
    void theLastNameIsRememberedWhereFilesMayBeMade(boolean mayMake, String remembered)
            throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .cloudConfig(
                                                TestMachine.CONFIG.replace(
                                                                "set_hostname", "update_hostname")
                                                        + "hostname: i-1\ncreate_hostname_file: "
                                                        + mayMake
                                                        + "\n"))
                        .with(new UpdateHostname())
                        .with(TestSource.found(new TestSource.Data().mode(DsMode.LOCAL).build()));
        machine.boot();
        assertEquals(
                remembered.replace('~', '\n'),
                machine.text("/var/lib/cloud/data/previous-hostname"));
    }

    @Test
    void onlyTheNetworkStageAsksServers() throws IOException {
        try (TestServer server = TestServer.start()) {
            server.on("/a", TestServer.ok("#!/bin/sh\n"));
            String data = "#include\n" + server.url("/a") + "\n";
            for (DsMode mode : List.of(DsMode.LOCAL, DsMode.NET)) {
                TestMachine machine =
                        TestMachine.in(folder.resolve(mode.name()))
                                .with(
                                        TestSource.found(
                                                new TestSource.Data()
                                                        .mode(mode)
                                                        .userData(data)
                                                        .build()));
                LocalOutcome local = machine.boot();
                assertEquals(0, server.asked("/a"));
                assertEquals(
                        mode == DsMode.LOCAL,
                        codes(local).contains("user-data.include-needs-network"));
                network(machine);
                assertEquals(mode == DsMode.NET ? 1 : 0, server.asked("/a"));
            }
        }
    }

    @Test
    void theSourceIsNotAskedAgain() throws IOException {
        TestSource source = source(DsMode.NET);
        TestMachine machine = TestMachine.in(folder).with(source);
        machine.boot();
        network(machine);
        assertEquals(1, source.asked());
    }

    @Test
    void aSourceInModeLocalHadItsTurn() throws IOException {
        TestMachine machine = booted(DsMode.LOCAL);
        var before = machine.host.tree();
        assertNull(network(machine).dataSource());
        assertEquals(
                List.of(),
                before.without(STATUS, "/var/log")
                        .differences(machine.host.tree().without(STATUS, "/var/log"), List.of()));
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        TestMachine machine = booted(DsMode.NET);
        network(machine);
        var before = machine.host.tree();
        network(machine);
        assertEquals(
                List.of(),
                before.without(STATUS, "/var/log")
                        .differences(machine.host.tree().without(STATUS, "/var/log"), List.of()));
    }

    @Test
    void withoutASourceTheNetworkStageFails() throws IOException {
        TestMachine machine =
                listing("[Test]").with(new TestSource("Test", () -> new Detection.Absent("none")));
        assertEquals(0, machine.boot().exitCode());
        LocalOutcome outcome = network(machine);
        assertEquals(1, outcome.exitCode());
        assertEquals(List.of("data-source.none"), codes(outcome));
        assertEquals(1, stage(machine, "init").sequence("errors").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[Test, None]", "[None]", "[none]", "[DataSourceNone]"})
    void whereNoSourceSpeaksNoneDoesInTheNetworkStage(String sources) throws IOException {
        TestMachine machine = listing(sources).with(new TestHandler());
        assertNull(machine.boot().dataSource(), "no word for the Local stage");
        assertEquals("(absent)", machine.text("/var/lib/cloud/data/instance-id"));
        LocalOutcome outcome = network(machine);
        assertEquals(List.of(), codes(outcome));
        assertEquals("DataSourceNone", outcome.dataSource());
        assertEquals("iid-datasource-none\n", machine.text("/var/lib/cloud/data/instance-id"));
        assertEquals("none\n", machine.text("/run/cloud-init/cloud-id"));
        assertEquals("fallback", machine.text("/etc/net"));
        assertEquals(List.of(), codes(modules(machine, "config")), "it is cached");
    }

    @Test
    void noneSaysWhatTheConfigurationGivesIt() throws IOException {
        TestMachine machine =
                listing(
                        "[None]",
                        "datasource:",
                        "  None:",
                        "    metadata: {local-hostname: spare, public-keys: [k1]}",
                        "    userdata_raw: '#!/bin/sh'");
        machine.boot();
        assertEquals(List.of("user-data.unhandled-part"), codes(network(machine)));
        assertEquals(
                "#!/bin/sh",
                machine.text("/var/lib/cloud/instances/iid-datasource-none/user-data.txt"));
        assertEquals("spare\n", machine.text("/etc/hostname"));
    }

    @Test
    void whatNoneCannotUseIsReportedAndLeftOut() throws IOException {
        TestMachine machine =
                listing("[None]", "datasource: {None: {metadata: 3, userdata_raw: [x]}}");
        machine.boot();
        LocalOutcome outcome = network(machine);
        assertEquals(List.of("none.bad-setting", "none.bad-setting"), codes(outcome));
        assertEquals("DataSourceNone", outcome.dataSource());
    }

    @Test
    void aDriveThatTurnsUpTakesThePlaceOfNone() throws IOException {
        TestMachine machine =
                listing("[Test, None]")
                        .with(new TestSource("Test", () -> new Detection.Absent("none")));
        machine.boot();
        network(machine);
        machine.shutDown().with(source(DsMode.NET));
        assertEquals("i-1", machine.boot().instance().value());
        assertEquals(
                "iid-datasource-none\n", machine.text("/var/lib/cloud/data/previous-instance-id"));
    }

    @Test
    void allStagesFollowFoldersThatAreMoved() throws IOException {
        TestMachine machine = listing("[Test]", "cloud_final_modules: []").with(source(DsMode.NET));
        machine.host
                .root()
                .write(
                        RenderedFile.text(
                                "/etc/cloud/cloud.cfg.d/9.cfg",
                                "system_info: {paths: {cloud_dir: /srv/cloud, run_dir: /run/ci}}\n",
                                0644));
        machine.boot();
        network(machine);
        modules(machine, "config");
        modules(machine, "final");
        Mapping status = machine.json("/srv/cloud/data/status.json").mapping("v1");
        for (String name : List.of("init-local", "init", "modules-config", "modules-final")) {
            assertTrue(status.mapping(name).get("finished").truthy(), name);
        }
        assertEquals(
                status.get("datasource"),
                machine.json("/run/ci/result.json").mapping("v1").get("datasource"));
        assertFalse(machine.host.root().exists("/var/lib/cloud/data"));
        assertFalse(machine.host.root().exists("/run/cloud-init/status.json"));
    }

    @Test
    void theMarkOfAMachineWithoutNetworkEndsTheStage() throws IOException {
        TestMachine machine = booted(DsMode.NET);
        machine.host.root().write(RenderedFile.text("/var/lib/cloud/data/no-net", "", 0644));
        assertEquals(0, network(machine).exitCode());
        assertFalse(machine.host.root().exists(SEMAPHORES + "consume_data"));
    }

    @Test
    void theNetworkIsWaitedForOnlyWhereThatIsDueAndNeeded() throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .cloudConfig(
                                                TestMachine.CONFIG.replace("debian", "ubuntu")))
                        .with(source(DsMode.NET));
        machine.boot();
        machine.host
                .processes()
                .answering(RecordingProcesses.result(1, "", ""), "systemctl", "start");
        assertTrue(codes(network(machine)).contains("network.wait"));
        machine.host.root().write(RenderedFile.text("/run/cloud-init/.skip-network", "", 0644));
        assertFalse(codes(network(machine)).contains("network.wait"));
        assertEquals(
                1,
                machine.host.processes().lines().stream()
                        .filter(line -> line.startsWith("systemctl start"))
                        .count());
    }

    private record Counting(String name, List<String> seen) implements ConfigModule {
        @Override
        public Frequency frequency() {
            return Frequency.PER_INSTANCE;
        }

        @Override
        public Outcome run(ModuleContext context) {
            seen.add(name + context.arguments().size());
            return name.equals("bad")
                    ? new Outcome.Failed(
                            Problem.error(
                                    "test.bad",
                                    "running",
                                    org.cloudinit.api.config.Origin.BUILT_IN,
                                    "it is bad",
                                    "None."))
                    : new Outcome.Done();
        }
    }

    @Test
    void theLastStageLeavesTheResultOfAll() throws IOException {
        var seen = new java.util.ArrayList<String>();
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .cloudConfig(
                                                TestMachine.CONFIG
                                                        + "cloud_config_modules: [a, bad]\n"
                                                        + "cloud_final_modules: [[a, always, x]]\n"))
                        .with(source(DsMode.NET))
                        .with(new Counting("a", seen))
                        .with(new Counting("bad", seen));
        machine.boot();
        network(machine);
        assertEquals(1, modules(machine, "config").exitCode());
        assertFalse(machine.host.root().exists("/var/lib/cloud/data/result.json"));
        assertEquals(0, modules(machine, "final").exitCode());
        assertEquals(List.of("a0", "bad0", "a1"), seen);
        Mapping result = machine.json("/run/cloud-init/result.json").mapping("v1");
        assertEquals(1, result.sequence("errors").size());
        assertEquals(
                machine.json(STATUS).mapping("v1").get("datasource"), result.get("datasource"));
    }

    @Test
    void withoutAnInstanceNoModuleRuns() throws IOException {
        TestMachine machine = listing("[Test]");
        assertEquals(List.of("modules.no-instance"), codes(modules(machine, "config")));
    }

    @Test
    void oneModuleRunsByHand() throws IOException {
        var seen = new java.util.ArrayList<String>();
        TestMachine machine = TestMachine.in(folder).with(source(DsMode.NET));
        machine.with(new Counting("a", seen)).boot();
        for (String name : List.of("cc_a", "cc_a", "none")) {
            LocalOutcome outcome =
                    ModulesStage.single(
                            new ModulesStage.Single(name, List.of("x", "y"), null, false),
                            BootRequest.ORDINARY,
                            machine.host.host(),
                            ExtensionSource.of(machine.extensions()));
            assertEquals(name.equals("none") ? 1 : 0, outcome.exitCode());
        }
        assertEquals(List.of("a2"), seen);
    }
}
