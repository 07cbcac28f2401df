package org.cloudinit.modules.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.RecordingProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and scripts, run by a real shell in a scratch folder. */
class ScriptModulesTest {
    @TempDir private Path folder;
    private ModuleRun run;

    @BeforeEach
    void machine() throws IOException {
        run = ModuleRun.in(folder.resolve("root"));
    }

    private void script(String path, String text, int mode) throws IOException {
        run.machine().root().write(RenderedFile.text(path, text, mode));
    }

    @Test
    void runcmdBecomesAScript() throws IOException {
        var outcome =
                run.run(
                        new Runcmd(),
                        """
                        runcmd:
                          - echo a "b" > /tmp/x
                          - [ls, -l, "it's", 7, true, null, 1.50]
                          -
                          - ""
                        """);
        assertInstanceOf(Outcome.Done.class, outcome);
        assertEquals(
                """
                #!/bin/sh
                echo a "b" > /tmp/x
                'ls' '-l' 'it'\\''s' '7' 'True' 'None' '1.5'

                """,
                run.text(ModuleRun.INSTANCE + "/scripts/runcmd"));
        assertEquals("700", run.mode(ModuleRun.INSTANCE + "/scripts/runcmd"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo one",
                "{a: b}",
                "7",
                "null",
                "[1]",
                "[true]",
                "[{a: b}]",
                "[ok, [[deep]]]",
                "[ok, [{a: b}]]"
            })
    void whatIsNoListOfCommandsIsRefusedWhole(String value) throws IOException {
        for (var module : List.of(new Runcmd(), new Bootcmd())) {
            var refused =
                    assertThrows(
                            MalformedException.class,
                            () -> run.run(module, module.name() + ": " + value));
            assertEquals(module.name() + ".commands", refused.problem().code());
            assertEquals("user-data", refused.problem().origin().source());
        }
        assertFalse(run.machine().root().exists(ModuleRun.INSTANCE + "/scripts/runcmd"));
        assertEquals(List.of(), run.machine().processes().commands());
    }

    @Test
    void bootcmdRunsAtOnceAndLeavesNoScript() throws IOException {
        run.runningPrograms();
        Path told = folder.resolve("told");
        var outcome =
                run.run(
                        new Bootcmd(),
                        "bootcmd:\n - [sh, -c, 'printf %s \"$INSTANCE_ID $0\" > " + told + "', x]");
        assertInstanceOf(Outcome.Done.class, outcome);
        assertEquals("i-abc x", java.nio.file.Files.readString(told));
        assertEquals(List.of(), run.machine().root().list("/run/cloud-init/tmp"));
        assertEquals("1777", run.mode("/run/cloud-init/tmp"));
    }

    @Test
    void aFailedBootcmdIsAnErrorAndLeavesNoScript() throws IOException {
        run.runningPrograms();
        var outcome = run.run(new Bootcmd(), "bootcmd: [exit 3]");
        var failed = assertInstanceOf(Outcome.Failed.class, outcome);
        assertEquals("bootcmd.failed", failed.problem().code());
        assertTrue(failed.problem().message().contains("3"), failed.problem().message());
        assertEquals(List.of(), run.machine().root().list("/run/cloud-init/tmp"));
    }

    @Test
    void scriptsRunInTheOrderOfTheirNamesAndHinderNoOther() throws IOException {
        run.runningPrograms();
        Path told = folder.resolve("told");
        String at = "/var/lib/cloud/scripts/per-boot/";
        script(at + "20-b", "#!/bin/sh\necho b >> " + told + "\n", 0755);
        script(at + "10-a", "#!/bin/sh\necho a >> " + told + "\nexit 1\n", 0700);
        script(at + "15-plain", "#!/bin/sh\necho never >> " + told + "\n", 0644);
        script(at + "17-broken", "#!/nowhere/interpreter\n", 0755);
        run.machine().root().createDirectory(at + "18-folder", 0755);
        var failed = assertInstanceOf(Outcome.Failed.class, run.run(new ScriptsPerBoot(), "{}"));
        assertEquals("a\nb\n", java.nio.file.Files.readString(told));
        assertEquals("2 of 3 failed: 10-a, 17-broken", failed.problem().message());
        assertEquals(List.of("scripts.not-executable"), run.codes());
    }

    @Test
    void eachModuleHasItsFolder() throws IOException {
        String state = "/var/lib/cloud/";
        for (String name :
                List.of(
                        state + "scripts/per-boot/s",
                        state + "scripts/per-instance/s",
                        state + "scripts/per-once/s",
                        state + "instance/scripts/s",
                        state + "instance/scripts/vendor/s")) {
            script(name.replace("cloud/instance/", "cloud/instances/i-abc/"), "#!/bin/sh\n", 0755);
        }
        RecordingProcesses processes = run.machine().processes();
        run.run(new ScriptsPerBoot(), "{}");
        run.run(new ScriptsPerInstance(), "{}");
        run.run(new ScriptsPerOnce(), "{}");
        run.run(new ScriptsUser(), "{}");
        run.run(new ScriptsVendor(), "vendor_data: {prefix: [/usr/bin/ltrace, -o, 7]}");
        String root = folder.resolve("root").toString();
        assertEquals(
                List.of(
                        root + state + "scripts/per-boot/s",
                        root + state + "scripts/per-instance/s",
                        root + state + "scripts/per-once/s",
                        root + state + "instances/i-abc/scripts/s",
                        "/usr/bin/ltrace -o 7 "
                                + root
                                + state
                                + "instances/i-abc/scripts/vendor/s"),
                processes.lines());
    }

    @Test
    void aFolderThatIsNotThereHoldsNoScripts() throws IOException {
        assertInstanceOf(Outcome.Done.class, run.run(new ScriptsUser(), "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "{a: b}", "[[a]]"})
    void aPrefixThatIsNoCommandIsRefused(String prefix) throws IOException {
        script(ModuleRun.INSTANCE + "/scripts/vendor/s", "#!/bin/sh\n", 0755);
        assertThrows(
                MalformedException.class,
                () -> run.run(new ScriptsVendor(), "vendor_data: {prefix: " + prefix + "}"));
        assertEquals(List.of(), run.machine().processes().commands());
    }
}
