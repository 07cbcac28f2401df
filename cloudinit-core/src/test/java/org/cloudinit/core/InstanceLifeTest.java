package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Detection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Boot after boot: which instance it is, what is remembered of the last one, what is done again.
 */
class InstanceLifeTest {
    private static final String DATA = "/var/lib/cloud/data/";

    @TempDir private Path folder;

    private static TestSource instance(String id, DsMode mode, String network) {
        return TestSource.found(
                new TestSource.Data()
                        .id(id)
                        .mode(mode)
                        .userData("#!/bin/sh\n")
                        .network(Mapping.builder().put("name", network).build())
                        .build());
    }

    private TestMachine configured(String lines) throws IOException {
        return TestMachine.of(
                TestMachine.builder(folder).file("/etc/cloud/cloud.cfg.d/9.cfg", lines));
    }

    private static List<String> codes(LocalOutcome outcome) {
        return outcome.problems().stream().map(Problem::code).toList();
    }

    @Test
    void anInstanceThatComesBackGetsItsNetworkAgainAndKeepsWhatWasDoneForIt() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(instance("i-1", DsMode.LOCAL, "one"));
        machine.boot();
        String done = machine.text("/var/lib/cloud/instances/i-1/sem/consume_data");
        assertEquals("NO_PREVIOUS_INSTANCE_ID\n", machine.text(DATA + "previous-instance-id"));
        machine.with(instance("i-2", DsMode.LOCAL, "two")).shutDown().boot();
        machine.with(instance("i-1", DsMode.LOCAL, "three")).shutDown().boot();
        assertEquals("ds three", machine.text("/etc/net"));
        assertEquals("i-1\n", machine.text(DATA + "instance-id"));
        assertEquals("i-2\n", machine.text(DATA + "previous-instance-id"));
        assertEquals(
                "/var/lib/cloud/instances/i-1",
                machine.host.root().readLink("/var/lib/cloud/instance"));
        assertEquals(done, machine.text("/var/lib/cloud/instances/i-1/sem/consume_data"));
    }

    @Test
    void theDataSourceOfTheBootBeforeIsRemembered() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(instance("i-1", DsMode.NET, "one"));
        machine.boot();
        assertEquals(
                "DataSourceTest: DataSourceTest [net]\n",
                machine.text(DATA + "previous-datasource"));
        machine.with(instance("i-1", DsMode.LOCAL, "one")).shutDown().boot();
        assertEquals(
                "DataSourceTest: DataSourceTest [net]\n",
                machine.text(DATA + "previous-datasource"));
        assertEquals(
                "DataSourceTest: DataSourceTest [local]\n",
                machine.text("/var/lib/cloud/instance/datasource"));
    }

    @Test
    void aCacheThatTheSourceDoesNotConfirmIsSearchedAnew() throws IOException {
        TestSource source = instance("i-1", DsMode.NET, "one");
        TestMachine machine = TestMachine.in(folder).with(source);
        machine.boot();
        machine.shutDown().boot();
        assertEquals(2, source.asked());
    }

    @Test
    void whatTheConfigurationOfAFileSaysOfTheCacheIsMarked() throws IOException {
        TestMachine machine =
                configured("manual_cache_clean: true\n").with(instance("i-1", DsMode.LOCAL, "one"));
        machine.boot();
        assertEquals("", machine.text("/var/lib/cloud/instances/i-1/manual-clean"));
    }

    @Test
    void whatVendorDataSaysOfTheCacheIsMarkedToo() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(instance("i-1", DsMode.LOCAL, "one"));
        String instance = "/var/lib/cloud/instances/i-1/";
        machine.boot();
        assertEquals("(absent)", machine.text(instance + "manual-clean"));
        machine.host
                .root()
                .write(
                        RenderedFile.text(
                                instance + "vendor-cloud-config.txt",
                                "manual_cache_clean: 'yes'\n",
                                0600));
        machine.shutDown().boot();
        assertEquals("", machine.text(instance + "manual-clean"));
    }

    /** Within one boot the id of the run-time folder says enough. */
    @Test
    void aSecondRunOfOneBootBelievesTheCache() throws IOException {
        TestSource source = instance("i-1", DsMode.NET, "one");
        TestMachine machine = TestMachine.in(folder).with(source);
        machine.boot();
        LocalOutcome again = machine.boot();
        assertEquals(1, source.asked());
        assertEquals("DataSourceTest [net]", again.dataSource());
    }

    @Test
    void thereIsNothingToForceWithoutADataSource() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(new TestSource("Test", () -> new Detection.Absent("no drive")));
        var forced = new BootRequest(List.of(), null, true, false, false, null);
        LocalOutcome outcome = LocalStage.run(forced, machine.host.host(), machine.extensions());
        assertEquals(0, outcome.exitCode());
        assertNull(outcome.dataSource());
        assertEquals("fallback", machine.text("/etc/net"));
        assertEquals("(absent)", machine.text(DATA + "instance-id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[Test]", "[test]"})
    void aListOfOneIsAsked(String list) throws IOException {
        TestSource source = instance("i-1", DsMode.NET, "one");
        TestMachine machine = configured("datasource_list: " + list + "\n").with(source);
        assertEquals("DataSourceTest [net]", machine.boot().dataSource());
        assertEquals(1, source.asked());
    }

    /**
     * How often the network is written: after a second boot, and after another run within it.
     *
     * @param when what {@code updates.network.when} says
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [boot-new-instance]           | 1 | 1
                    [boot]                        | 2 | 2
                    [boot-new-instance, boot]     | 2 | 2
                    [boot-legacy]                 | 2 | 3
                    [hotplug]                     | 1 | 1
                    [boot, hotplug]               | 2 | 2
                    []                            | 1 | 1
                    null                          | 1 | 1
                    """)
    void updatesOfTheNetwork(String when, int secondBoot, int withinIt) throws IOException {
        TestPlanner planner = new TestPlanner();
        TestMachine machine =
                configured("updates: {network: {when: " + when + "}}\n")
                        .with(instance("i-1", DsMode.NET, "one").confirming())
                        .with(planner);
        machine.boot();
        assertEquals(1, planner.rendered(), "a new instance");
        assertEquals(List.of(), codes(machine.shutDown().boot()));
        assertEquals(secondBoot, planner.rendered());
        machine.boot();
        assertEquals(withinIt, planner.rendered());
    }
}
