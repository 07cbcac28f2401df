package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.LocalStage;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.SandboxNic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stage on a machine whose links come late, never, or look alike. */
class LateLinkTest {
    private static final String LATE = "52:54:00:00:00:02";
    private static final String SETTLE = "udevadm settle --timeout=5";
    private static final String FILE = "/etc/netplan/50-cloud-init.yaml";
    private static final String SEED = "/var/lib/cloud/seed/nocloud/";

    @TempDir private Path folder;

    private SandboxHost.Builder machine() {
        return SandboxHost.in(folder)
                .nic("ens3", "52:54:00:00:00:01")
                .cloudConfig(
                        """
                        datasource_list: [NoCloud]
                        system_info: {distro: debian, network: {renderers: [netplan]}}
                        """)
                .program("/usr/sbin/netplan")
                .file("/etc/hostname", "vm\n")
                .file(SEED + "user-data", "")
                .file(SEED + "meta-data", "instance-id: i-1\n")
                .file(
                        SEED + "network-config",
                        """
                        version: 2
                        ethernets:
                          first:
                            match: {macaddress: '52:54:00:00:00:01'}
                            set-name: ens3
                            dhcp4: true
                          late:
                            match: {macaddress: '52:54:00:00:00:02'}
                            set-name: lan1
                            dhcp4: true
                        """);
    }

    private static LocalOutcome run(SandboxHost machine) {
        return LocalStage.run(BootRequest.ORDINARY, machine.host(), Wiring.ofModules());
    }

    private static long waits(SandboxHost machine) {
        return machine.processes().lines().stream().filter(SETTLE::equals).count();
    }

    private static boolean reported(LocalOutcome outcome, String code) {
        return outcome.problems().stream().map(Problem::code).anyMatch(code::equals);
    }

    private static String written(SandboxHost machine) throws IOException {
        return new String(machine.root().read(FILE), StandardCharsets.UTF_8);
    }

    @Test
    void aLinkThatComesLateIsWaitedForAndNamed() throws IOException {
        SandboxHost machine = machine().build();
        String link = "/sys/class/net/eth1/";
        machine.processes()
                .doing(
                        _ -> {
                            if (waits(machine) == 2) {
                                machine.root()
                                        .write(RenderedFile.text(link + "operstate", "down", 0644));
                                machine.root()
                                        .write(RenderedFile.text(link + "address", LATE, 0444));
                            }
                            return RecordingProcesses.result(0, "", "");
                        },
                        "udevadm",
                        "settle");
        LocalOutcome outcome = run(machine);
        assertEquals(2, waits(machine));
        assertFalse(reported(outcome, "network.missing-link"), outcome.problems()::toString);
        assertEquals(List.of("rename eth1 lan1"), machine.links().changes());
        assertTrue(written(machine).contains(LATE), written(machine));
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void aLinkThatNeverComesCostsSecondsAndNotTheOthers() throws IOException {
        SandboxHost machine = machine().build();
        LocalOutcome outcome = assertTimeout(Duration.ofSeconds(20), () -> run(machine));
        assertEquals(5, waits(machine));
        assertTrue(reported(outcome, "network.missing-link"), outcome.problems()::toString);
        assertTrue(written(machine).contains("52:54:00:00:00:01"), written(machine));
        // It may still come: it is written down, too.
        assertTrue(written(machine).contains(LATE), written(machine));
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void linksThatLookAlikeAreAWarning() throws IOException {
        SandboxHost machine =
                machine().nic(SandboxNic.of("lan1", LATE)).nic(SandboxNic.of("lan2", LATE)).build();
        LocalOutcome outcome = run(machine);
        assertTrue(reported(outcome, "network.shared-address"), outcome.problems()::toString);
        assertEquals(0, waits(machine));
        assertTrue(written(machine).contains(LATE), written(machine));
        assertEquals(0, outcome.exitCode());
    }
}
