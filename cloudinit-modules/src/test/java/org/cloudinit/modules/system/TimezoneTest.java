package org.cloudinit.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimezoneTest {
    private static final String ZONE = "/usr/share/zoneinfo/Europe/Berlin";

    @TempDir private Path folder;

    private SandboxHost.Builder machine() {
        return SandboxHost.in(folder).file(ZONE, "TZif2 berlin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian", "ubuntu", "alpine", "arch", "photon", "mariner"})
    void nameAndLink(String distro) throws IOException {
        var run = ModuleRun.on(machine().build()).distro(distro);
        assertInstanceOf(Outcome.Done.class, run.run(new Timezone(), "timezone: 'Europe/Berlin'"));
        assertEquals("Europe/Berlin\n", run.text("/etc/timezone"));
        assertEquals("644", run.mode("/etc/timezone"));
        assertEquals(ZONE, run.machine().root().readLink("/etc/localtime"));
    }

    @Test
    void aLinkIsReplacedAndAFileStaysOne() throws IOException {
        var run = ModuleRun.on(machine().file("/etc/localtime", "old").build());
        run.run(new Timezone(), "timezone: Europe/Berlin");
        assertNull(run.machine().root().readLink("/etc/localtime"));
        assertEquals("TZif2 berlin", run.text("/etc/localtime"));
        run.machine().root().link("/etc/localtime", "/usr/share/zoneinfo/UTC");
        run.run(new Timezone(), "timezone: Europe/Berlin");
        assertEquals(ZONE, run.machine().root().readLink("/etc/localtime"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rhel", "fedora", "sles", "aosc", "openeuler"})
    void underSystemdTheLinkAlone(String distro) throws IOException {
        var run = ModuleRun.on(machine().build()).distro(distro);
        run.machine().root().createDirectory("/run/systemd/system", 0755);
        run.run(new Timezone(), "timezone: Europe/Berlin");
        assertEquals(ZONE, run.machine().root().readLink("/etc/localtime"));
        assertFalse(run.machine().root().exists("/etc/timezone"));
        assertFalse(run.machine().root().exists("/etc/sysconfig/clock"));
    }

    @Test
    void withoutSystemdTheClocksSettings() throws IOException {
        var run =
                ModuleRun.on(
                                machine()
                                        .file("/etc/sysconfig/clock", "UTC=true\nZONE=\"x\"\n")
                                        .build())
                        .distro("rhel");
        run.run(new Timezone(), "timezone: Europe/Berlin");
        assertEquals("UTC=true\nZONE=Europe/Berlin\n", run.text("/etc/sysconfig/clock"));
        assertEquals("TZif2 berlin", run.text("/etc/localtime"));
        run.distro("opensuse-leap").run(new Timezone(), "timezone: Europe/Berlin");
        assertEquals(
                "UTC=true\nZONE=Europe/Berlin\nTIMEZONE=Europe/Berlin\n",
                run.text("/etc/sysconfig/clock"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Mars/Base", "../../../etc/passwd", "/etc/passwd", "Europe", "5", "true"})
    void whatIsNoZoneChangesNothing(String zone) throws IOException {
        var run = ModuleRun.on(machine().file("/etc/passwd", "root:x\n").build());
        var refused =
                assertThrows(
                        MalformedException.class,
                        () -> run.run(new Timezone(), "timezone: " + zone));
        assertEquals("timezone.unknown", refused.problem().code());
        assertFalse(run.machine().root().exists("/etc/timezone"));
        assertFalse(run.machine().root().exists("/etc/localtime"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "null"})
    void nothingIsNothing(String zone) throws IOException {
        var run = ModuleRun.on(machine().build());
        assertInstanceOf(Outcome.Skipped.class, run.run(new Timezone(), "timezone: " + zone));
    }
}
