package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.UpdateEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way through the stage: which steps run in which order, and what the life of an instance is.
 */
class LocalStageTest {
    private static final Mapping NETWORK = Mapping.builder().put("name", "one").build();

    @TempDir private Path folder;

    private static List<String> steps(LocalOutcome outcome) {
        var names = new ArrayList<String>();
        for (LocalOutcome.Step step : outcome.steps()) {
            names.add(step.subStage().spelling());
        }
        return names;
    }

    private static TestSource source(DsMode mode) {
        return TestSource.found(
                new TestSource.Data()
                        .mode(mode)
                        .metadata(
                                Mapping.builder().put("local-hostname", "node.example.org").build())
                        .network(NETWORK)
                        .build());
    }

    @Test
    void aSourceInLocalModeTakesAllStepsInOrder() throws IOException {
        LocalOutcome outcome = TestMachine.in(folder).with(source(DsMode.LOCAL)).boot();
        assertEquals(
                List.of(
                        "prepare",
                        "read-config",
                        "set-up-logging",
                        "set-up-file-system",
                        "judge-cache",
                        "fetch-data-source",
                        "bind-instance",
                        "write-injected-files",
                        "set-host-name",
                        "apply-network",
                        "set-up-data-source",
                        "consume-data",
                        "construct-modules",
                        "adjust-logging",
                        "run-modules",
                        "finish"),
                steps(outcome));
        assertEquals(List.of(), outcome.errors());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void theStepsAreDeclaredInTheOrderInWhichTheyRun() throws IOException {
        LocalOutcome outcome = TestMachine.in(folder).with(source(DsMode.LOCAL)).boot();
        var declared = new ArrayList<String>();
        for (LocalSubStage subStage : LocalSubStage.values()) {
            declared.add(subStage.spelling());
        }
        assertEquals(declared, steps(outcome));
    }

    @Test
    void aSourceInNetModeLeavesItsDataToTheNetworkStage() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source(DsMode.NET));
        LocalOutcome outcome = machine.boot();
        assertEquals("apply-network", steps(outcome).get(9));
        assertEquals("finish", steps(outcome).get(10));
        assertEquals("(absent)", machine.text("/var/lib/cloud/instances/i-1/user-data.txt"));
        assertEquals("ds one", machine.text("/etc/net"));
        assertEquals("node\n", machine.text("/etc/hostname"));
        assertEquals("node", machine.text("/proc/sys/kernel/hostname"));
    }

    @Test
    void withoutADataSourceTheNetworkIsAppliedAndThatIsNoError() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(new TestSource("Test", () -> new Detection.Absent("no drive")));
        LocalOutcome outcome = machine.boot();
        assertEquals(0, outcome.exitCode());
        assertNull(outcome.dataSource());
        assertEquals("apply-network", steps(outcome).get(6));
        assertEquals("fallback", machine.text("/etc/net"));
        assertEquals("(absent)", machine.text("/var/lib/cloud/data/instance-id"));
        assertEquals("vm\n", machine.text("/etc/hostname"));
        assertEquals("no drive", outcome.decisions().getFirst().candidates().getFirst().verdict());
    }

    @Test
    void theStatusTellsFromTheFirstMoment() throws IOException {
        TestMachine machine = TestMachine.in(folder);
        var during = new ArrayList<String>();
        machine.with(
                new TestSource(
                        "Test",
                        () -> {
                            try {
                                during.add(machine.text("/run/cloud-init/status.json"));
                            } catch (IOException e) {
                                during.add(e.toString());
                            }
                            return new Detection.Absent("no drive");
                        }));
        machine.boot();
        assertTrue(during.getFirst().contains("\"stage\": \"init-local\""), during.getFirst());
        Mapping status = machine.json("/var/lib/cloud/data/status.json").mapping("v1");
        assertEquals(Scalar.nothing(), status.get("stage"));
        assertEquals("12.34", ((Scalar) status.mapping("init-local").get("start")).display());
    }

    @Test
    void aSecondBootOfTheSameInstanceKeepsItsNetworkFilesAndName() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source(DsMode.NET));
        machine.boot();
        machine.host.root().write(file("/etc/net", "edited"));
        machine.host.root().write(file("/etc/hostname", "mine\n"));
        machine.shutDown().boot();
        assertEquals("edited", machine.text("/etc/net"));
        assertEquals("mine\n", machine.text("/etc/hostname"));
        assertEquals("i-1\n", machine.text("/var/lib/cloud/data/previous-instance-id"));
    }

    @Test
    void aSourceThatConfirmsTheCacheIsNotSearched() throws IOException {
        TestSource source = source(DsMode.NET).confirming();
        TestMachine machine = TestMachine.in(folder).with(source);
        machine.boot();
        assertEquals(1, source.asked());
        LocalOutcome second = machine.shutDown().boot();
        assertEquals(1, source.asked());
        assertEquals("restored from checked cache", second.decisions().getFirst().reason());
        assertEquals("i-1\n", machine.text("/run/cloud-init/.instance-id"));
        assertTrue(
                machine.text("/run/cloud-init/instance-data.json")
                        .contains("\"instance_id\": \"i-1\""));
    }

    @Test
    void aTrustedCacheOutlivesItsDrive() throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .cloudConfig(
                                                TestMachine.CONFIG + "manual_cache_clean: true\n"))
                        .with(source(DsMode.NET));
        machine.boot();
        assertEquals("", machine.text("/var/lib/cloud/instance/manual-clean"));
        machine.with(new TestSource("Test", () -> new Detection.Absent("no drive")));
        LocalOutcome second = machine.shutDown().boot();
        assertEquals("restored from cache", second.decisions().getFirst().reason());
        assertEquals("DataSourceTest [net]", second.dataSource());
    }

    @Test
    void aNetworkThatAMissingDriveCostIsWrittenAgainWhenTheDriveIsBack() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source(DsMode.NET));
        machine.boot();
        machine.with(new TestSource("Test", () -> new Detection.Absent("no drive")));
        machine.shutDown().boot();
        assertEquals("fallback", machine.text("/etc/net"));
        machine.with(source(DsMode.NET)).shutDown().boot();
        assertEquals("ds one", machine.text("/etc/net"));
        machine.host.root().write(file("/etc/net", "edited"));
        machine.shutDown().boot();
        assertEquals("edited", machine.text("/etc/net"), "the mark is gone");
    }

    @Test
    void movedFoldersHoldTheWholeStateAndAreGuarded() throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .file(
                                                "/etc/cloud/cloud.cfg.d/9.cfg",
                                                "system_info: {paths: {cloud_dir: /srv/c, run_dir: /srv/r}}\n"))
                        .with(source(DsMode.NET));
        machine.host.root().createDirectory("/etc/precious", 0755);
        machine.host.root().createDirectory("/srv/c/instances", 0755);
        machine.host.root().link("/srv/c/data", "/etc/precious");
        LocalOutcome guarded = machine.boot();
        assertEquals(List.of(), machine.host.root().list("/etc/precious"));
        assertFalse(guarded.errors().isEmpty());
        machine.host.root().delete("/srv/c/data");
        assertEquals(0, machine.boot().exitCode());
        assertEquals("i-1\n", machine.text("/srv/c/data/instance-id"));
        assertEquals("i-1\n", machine.text("/srv/r/.instance-id"));
        assertEquals("../c/data/status.json", machine.host.root().readLink("/srv/r/status.json"));
        assertEquals("(absent)", machine.text("/var/lib/cloud/data/status.json"));
        assertNull(machine.host.root().facts("/run/cloud-init"));
        assertNull(machine.host.root().facts(SoleRun.LOCK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "TEST", "DataSourceTest"})
    void aDataSourceIsNamedInAnyCase(String name) throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .cloudConfig("datasource_list: [" + name + "]\n"))
                        .with(source(DsMode.NET));
        assertEquals("DataSourceTest [net]", machine.boot().dataSource());
    }

    @Test
    void aSecondRunThatWaitedInVainDoesNothingAndSaysSo() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source(DsMode.NET));
        try (var held = machine.host.root().lock(SoleRun.LOCK, 0)) {
            assertNotNull(held);
            LocalOutcome outcome =
                    LocalStage.run(
                            BootRequest.ORDINARY,
                            machine.host.host(),
                            ExtensionSource.of(machine.extensions()),
                            30);
            assertEquals(1, outcome.exitCode());
            assertEquals("stage.another-run", outcome.problems().getFirst().code());
            assertEquals(List.of(), outcome.steps());
            assertEquals("(absent)", machine.text("/run/cloud-init/status.json"));
            assertEquals("(absent)", machine.text("/etc/net"));
        }
        assertEquals(0, machine.boot().exitCode());
        assertNull(machine.host.root().facts(SoleRun.LOCK));
    }

    @Test
    void anotherInstanceIsNewAndTheOneBeforeIsRemembered() throws IOException {
        TestMachine machine = TestMachine.in(folder).with(source(DsMode.NET));
        machine.boot();
        Mapping other = Mapping.builder().put("name", "two").build();
        machine.with(TestSource.found(new TestSource.Data().id("i/2").network(other).build()));
        machine.shutDown().boot();
        assertEquals("ds two", machine.text("/etc/net"));
        assertEquals("i-1\n", machine.text("/var/lib/cloud/data/previous-instance-id"));
        assertEquals("i/2\n", machine.text("/var/lib/cloud/data/instance-id"));
        assertEquals(
                "/var/lib/cloud/instances/i_2",
                machine.host.root().readLink("/var/lib/cloud/instance"));
    }

    @Test
    void updatesOnBootWriteTheNetworkOncePerBoot() throws IOException {
        TestPlanner planner = new TestPlanner();
        TestMachine machine =
                TestMachine.in(folder)
                        .with(source(DsMode.NET).confirming().updating(UpdateEvent.BOOT))
                        .with(planner);
        machine.boot();
        machine.shutDown().boot();
        assertEquals(2, planner.rendered());
        machine.boot();
        assertEquals(2, planner.rendered(), "the semaphore of this boot holds");
    }

    @Test
    void theConfigurationDecidesWhichUpdatesAreAllowed() throws IOException {
        TestPlanner planner = new TestPlanner();
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .cloudConfig(
                                                TestMachine.CONFIG
                                                        + "updates: {network: {when: [boot-legacy]}}\n"))
                        .with(source(DsMode.NET))
                        .with(planner);
        machine.boot();
        machine.boot();
        assertEquals(2, planner.rendered(), "boot-legacy knows no semaphore");
    }

    @Test
    void linksAreNamedOnEveryBoot() throws IOException {
        TestMachine machine =
                TestMachine.of(TestMachine.builder(folder).nic("eth7", "fa:16:3e:00:00:07"))
                        .with(source(DsMode.NET))
                        .with(new TestPlanner().rename("eth7", "wan0"));
        machine.boot();
        assertEquals(List.of("rename eth7 wan0"), machine.host.links().changes());
    }

    @Test
    void aDisabledNetworkIsLeftAlone() throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .file(
                                                "/etc/cloud/cloud.cfg.d/99.cfg",
                                                "network: {config: disabled}\n"))
                        .with(source(DsMode.NET));
        assertEquals(0, machine.boot().exitCode());
        assertEquals("(absent)", machine.text("/etc/net"));
        assertEquals("(absent)", machine.text("/run/cloud-init/network-config.json"));
    }

    @Test
    void aMarkOfAnUpgradedNetworkStopsItsWriting() throws IOException {
        TestMachine machine =
                TestMachine.of(
                                TestMachine.builder(folder)
                                        .file("/var/lib/cloud/data/upgraded-network", ""))
                        .with(source(DsMode.NET));
        machine.boot();
        assertEquals("(absent)", machine.text("/etc/net"));
    }

    @Test
    void injectedFilesAreWrittenForANewInstanceOnly() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(
                                TestSource.found(
                                        new TestSource.Data()
                                                .files(
                                                        new InjectedFile(
                                                                "/etc/app/a", Secret.of("one")))
                                                .build()));
        machine.boot();
        assertEquals("one", machine.text("/etc/app/a"));
        assertEquals(0660, machine.host.root().facts("/etc/app/a").mode());
        machine.host.root().delete("/etc/app/a");
        machine.shutDown().boot();
        assertEquals("(absent)", machine.text("/etc/app/a"));
    }

    @Test
    void userDataThatNeedsNoNetworkLetsTheNextStageStartWithout() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(
                                TestSource.found(
                                        new TestSource.Data()
                                                .userData("#cloud-config\na: 1\n")
                                                .build()));
        machine.boot();
        assertEquals("", machine.text("/run/cloud-init/.skip-network"));
        machine.shutDown();
        machine.with(TestSource.found(new TestSource.Data().userData("#!/bin/sh\necho\n").build()));
        machine.boot();
        assertEquals("(absent)", machine.text("/run/cloud-init/.skip-network"));
    }

    @Test
    void theModuleSetHostnameFollowsUserData() throws IOException {
        TestMachine machine =
                TestMachine.in(folder)
                        .with(
                                TestSource.found(
                                        new TestSource.Data()
                                                .mode(DsMode.LOCAL)
                                                .metadata(
                                                        Mapping.builder()
                                                                .put(
                                                                        "local-hostname",
                                                                        "meta.example.org")
                                                                .build())
                                                .config(
                                                        Mapping.builder()
                                                                .put("fqdn", "cfg.example.org")
                                                                .build())
                                                .build()));
        machine.boot();
        assertEquals("cfg\n", machine.text("/etc/hostname"));
        assertFalse(machine.text("/var/lib/cloud/instances/i-1/sem/config_set_hostname").isEmpty());
    }

    private static RenderedFile file(String path, String text) {
        return RenderedFile.text(path, text, 0644);
    }
}
