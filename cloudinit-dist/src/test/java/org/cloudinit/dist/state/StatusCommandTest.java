package org.cloudinit.dist.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.cloudinit.dist.Program.Run;
import org.cloudinit.dist.command.Caller;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCommandTest {
    private static final String STATUS = "/run/cloud-init/status.json";

    @TempDir private Path folder;
    private StateMachine machine;

    @BeforeEach
    void aMachineWithSystemd() throws IOException {
        machine = new StateMachine(folder);
        machine.folder("/run/systemd/system");
        machine.put("/run/cloud-init/enabled", "");
        machine.put("/proc/cmdline", "root=/dev/vda1\n");
    }

    private void stages(String local, String end) throws IOException {
        machine.put(
                STATUS,
                "{\"v1\": {\"datasource\": \"DataSourceConfigDrive [net,ver=2]\", \"stage\": null, "
                        + "\"init-local\": {\"start\": 1.5, \"finished\": 2.25, "
                        + local
                        + "}}}");
        if (!end.isEmpty()) {
            machine.put("/run/cloud-init/result.json", end);
        }
    }

    @Test
    void aBootThatIsDone() throws IOException {
        stages("\"errors\": [], \"recoverable_errors\": {}", "{}");
        assertEquals(new Run(0, "status: done\n", ""), machine.run("status"));
        assertEquals(
                """
                status: done
                extended_status: done
                boot_status_code: enabled-by-generator
                last_update: Thu, 01 Jan 1970 00:00:02 +0000
                detail: DataSourceConfigDrive [net,ver=2]
                errors: []
                recoverable_errors: {}
                """,
                machine.run("status", "-l").out());
    }

    @Test
    void errorsAreListedInEveryForm() throws IOException {
        stages("\"errors\": [\"a\"], \"recoverable_errors\": {\"WARNING\": [\"w\\n2\"]}", "{}");
        Run run = machine.run("status", "--long");
        assertEquals(1, run.code());
        assertEquals(
                """
                status: error
                extended_status: error - done
                boot_status_code: enabled-by-generator
                last_update: Thu, 01 Jan 1970 00:00:02 +0000
                detail: DataSourceConfigDrive [net,ver=2]
                errors:
                \t- a
                recoverable_errors:
                WARNING:
                \t- w 2
                """,
                run.out());
        assertEquals(
                """
                {
                  "boot_status_code": "enabled-by-generator",
                  "datasource": "configdrive",
                  "detail": "DataSourceConfigDrive [net,ver=2]",
                  "errors": [
                    "a"
                  ],
                  "extended_status": "error - done",
                  "init-local": {
                    "errors": [
                      "a"
                    ],
                    "finished": 2.25,
                    "recoverable_errors": {
                      "WARNING": [
                        "w\\n2"
                      ]
                    },
                    "start": 1.5
                  },
                  "last_update": "Thu, 01 Jan 1970 00:00:02 +0000",
                  "recoverable_errors": {
                    "WARNING": [
                      "w\\n2"
                    ]
                  },
                  "stage": null,
                  "status": "error"
                }
                """,
                machine.run("status", "--format", "json").out());
        String yaml = machine.run("status", "--format=yaml").out();
        assertTrue(yaml.startsWith("---\nboot_status_code: enabled-by-generator\n"), yaml);
        assertTrue(yaml.endsWith("status: error\n...\n\n"), yaml);
    }

    @Test
    void warningsDegrade() throws IOException {
        stages("\"errors\": [], \"recoverable_errors\": {\"WARNING\": [\"w\"]}", "{}");
        assertEquals(new Run(2, "status: done\n", ""), machine.run("status"));
        assertTrue(machine.run("status", "-l").out().contains("extended_status: degraded done"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cloud-init=disabled|disabled-by-kernel-command-line|disabled",
                "a cloud-init=enabled|enabled-by-kernel-command-line|not started",
                "xcloud-init=disabled|enabled-by-generator|not started",
            })
    void theKernelsCommandLineCounts(String line, String code, String word) throws IOException {
        machine.put("/proc/cmdline", line + "\n");
        Run run = machine.run("status", "--format", "json");
        assertEquals(0, run.code());
        assertTrue(run.out().contains("\"boot_status_code\": \"" + code + "\""), run.out());
        assertTrue(run.out().contains("\"status\": \"" + word + "\""), run.out());
    }

    @Test
    void inAContainerItIsThatOfItsFirstProcess() throws IOException {
        machine.put("/proc/cmdline", "cloud-init=disabled\n");
        machine.put("/run/systemd/container", "lxc\n");
        machine.put("/proc/1/cmdline", "/sbin/init\0quiet\0");
        assertEquals("status: not started\n", machine.run("status").out());
        machine.put("/proc/1/cmdline", "/sbin/init\0cloud-init=disabled\0");
        assertEquals("status: disabled\n", machine.run("status").out());
    }

    @Test
    void whoeverDisablesItIsNamed() throws IOException {
        Files.delete(machine.path("/run/cloud-init/enabled"));
        assertTrue(machine.run("status", "-l").out().contains("boot_status_code: unknown"));
        machine.put("/run/cloud-init/disabled", "");
        assertTrue(machine.run("status", "-l").out().contains("disabled-by-generator"));
        Run run =
                machine.run(
                        new Caller(false, Map.of("KERNEL_CMDLINE", "cloud-init=disabled")),
                        "status",
                        "-l");
        assertTrue(run.out().contains("disabled-by-environment-variable"), run.out());
        machine.put("/etc/cloud/cloud-init.disabled", "");
        assertTrue(machine.run("status", "-l").out().contains("disabled-by-marker-file"));
        Files.delete(machine.path("/run/systemd/system"));
        assertTrue(machine.run("status", "-l").out().contains("enabled-by-sysvinit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{\"v1\": {\"init\": {", "[]", "null", "\0\0\0\0"})
    void aDamagedFileCountsAsAbsentAndIsNamed(String text) throws IOException {
        machine.put(STATUS, text);
        Run run = machine.run("status", "--wait", "-l");
        assertEquals(1, run.code());
        assertTrue(run.out().startsWith("status: error\nextended_status: error - not started\n"));
        assertTrue(run.err().contains(STATUS), run.err());
    }

    @Test
    void aFileOfANewerVersionSaysNothing() throws IOException {
        machine.put(STATUS, "{\"v2\": {\"init\": 7}}");
        assertEquals(new Run(0, "status: running\n", ""), machine.run("status"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v1\": {\"init\": {\"start\": \"soon\", \"errors\": {}, \"recoverable_errors\": 7}}}",
                "{\"v1\": {\"init\": {\"start\": 1e300, \"recoverable_errors\": {\"W\": \"x\"}}}}",
                "{\"v1\": {\"init\": {\"start\": NaN, \"finished\": -5}, \"datasource\": 7}}",
            })
    void valuesOfAnotherTypeAreLeftAside(String text) throws IOException {
        machine.put(STATUS, text);
        assertEquals(new Run(0, "status: running\n", ""), machine.run("status"));
        assertEquals(0, machine.run("status", "-l").code());
    }

    @Test
    void aLinkToTheStatusIsFollowedWithinTheMachine() throws IOException {
        machine.put("/var/lib/cloud/data/status.json", "{\"v1\": {\"init\": {\"finished\": 2}}}");
        machine.link(STATUS, Path.of("../../var/lib/cloud/data/status.json"));
        machine.put("/run/cloud-init/result.json", "{}");
        assertEquals("status: done\n", machine.run("status").out());
    }

    @Test
    void waitingEndsWithTheBoot() throws IOException {
        machine.put(
                STATUS, "{\"v1\": {\"stage\": \"init-local\", \"init-local\": {\"start\": 1}}}");
        var waiting = CompletableFuture.supplyAsync(() -> machine.run("status", "--wait"));
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    Thread.sleep(600);
                    machine.put("/run/cloud-init/result.json", "{}");
                    Run run = waiting.get();
                    assertEquals(0, run.code());
                    assertTrue(run.out().matches("\\.{2,}status: done\n"), run.out());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"status --format xml", "status word", "status -x", "status --long=yes"})
    void whatCannotBeFollowedIsRefused(String line) {
        Run run = machine.run(line.split(" "));
        assertEquals(2, run.code());
        assertEquals("", run.out());
    }
}
