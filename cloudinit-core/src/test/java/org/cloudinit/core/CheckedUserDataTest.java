package org.cloudinit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.spi.ConfigSchema;
import org.cloudinit.api.spi.ConfigSchema.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema's part in a boot: when it is asked, and what the status says of its answer. */
class CheckedUserDataTest {
    private static final ConfigSchema SCHEMA =
            config ->
                    config.has("zz")
                            ? List.of(
                                    new Remark("apt_update", Origin.BUILT_IN, "Deprecated."),
                                    new Remark("zz", new Origin("cloud-config.txt", 3, 1), ""))
                            : List.of();

    @TempDir private Path folder;

    private TestMachine machine(DsMode mode, String userData) throws IOException {
        return TestMachine.in(folder)
                .with(TestSource.found(new TestSource.Data().mode(mode).userData(userData).build()))
                .with(new TestHandler())
                .with(SCHEMA);
    }

    private static Mapping recoverable(TestMachine machine, String stage) throws IOException {
        return machine.json("/var/lib/cloud/data/status.json")
                .mapping("v1")
                .mapping(stage)
                .mapping("recoverable_errors");
    }

    private static void assertSaid(Mapping recoverable) {
        assertEquals(
                List.of("Deprecated cloud-config provided: apt_update: Deprecated."),
                recoverable.texts("DEPRECATED"));
        List<String> warnings = recoverable.texts("WARNING");
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.getFirst().contains("At zz (line 3) ["), warnings.getFirst());
    }

    @Test
    void aFaultDegradesTheLocalStageOnEveryBootAndFailsNone() throws IOException {
        TestMachine machine = machine(DsMode.LOCAL, "#cloud-config\napt_update: 1\nzz: hush\n");
        assertEquals(0, machine.boot().exitCode());
        assertSaid(recoverable(machine, "init-local"));
        assertEquals(0, machine.shutDown().boot().exitCode());
        assertSaid(recoverable(machine, "init-local"));
    }

    @Test
    void theNetworkStageChecksWhatItConsumed() throws IOException {
        TestMachine machine = machine(DsMode.NET, "#cloud-config\napt_update: 1\nzz: hush\n");
        machine.boot();
        assertEquals(Mapping.EMPTY, recoverable(machine, "init-local"));
        LocalOutcome outcome =
                NetworkStage.run(BootRequest.ORDINARY, machine.host.host(), machine.extensions());
        assertEquals(0, outcome.exitCode());
        assertSaid(recoverable(machine, "init"));
    }

    @Test
    void withoutCloudConfigNoSchemaIsAsked() throws IOException {
        ConfigSchema unasked =
                config -> {
                    throw new AssertionError("no schema is needed");
                };
        TestMachine machine = machine(DsMode.LOCAL, "#!/bin/sh\n").with(unasked);
        assertEquals("DataSourceTest [local]", machine.boot().dataSource());
        assertEquals("(absent)", machine.text("/var/lib/cloud/instances/i-1/cloud-config.txt"));
    }
}
