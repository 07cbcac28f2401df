package org.cloudinit.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NtpTest {
    private static final String CLIENT =
            "check_exe: /bin/myntp, confpath: /etc/my.conf, packages: [], service_name: my";

    @TempDir private Path folder;

    private static String own(String template) {
        return "config: {" + CLIENT + ", template: \"" + template + "\"}";
    }

    @Test
    void theClientOfTheConfigurationIsSetUp() throws IOException {
        var run = ModuleRun.on(SandboxHost.in(folder).file("/etc/my.conf", "of the image").build());
        var outcome =
                run.run(
                        new Ntp(),
                        "ntp: {ntp_client: my, servers: [a, b], peers: [p], allow: [10.0.0.0/8], "
                                + own("$servers ${pools} $peers $allow")
                                + "}");
        assertInstanceOf(Outcome.Done.class, outcome);
        assertEquals("['a', 'b'] [] ['p'] ['10.0.0.0/8']", run.text("/etc/my.conf"));
        assertEquals("644", run.mode("/etc/my.conf"));
        assertEquals("of the image", run.text("/etc/my.conf.dist"));
        assertEquals(List.of("service my restart"), run.machine().processes().lines());
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 0.debian.pool.ntp.org",
        "sles, 0.opensuse.pool.ntp.org",
        "alpine, 0.pool.ntp.org",
        "eurolinux, 0.pool.ntp.org",
        "rhel, 0.rhel.pool.ntp.org"
    })
    void withoutServersThePoolOfTheDistribution(String distro, String first) throws IOException {
        var run = ModuleRun.in(folder).distro(distro);
        run.run(new Ntp(), "ntp: {ntp_client: my, " + own("$pools") + "}");
        assertEquals(first, run.text("/etc/my.conf").substring(2, first.length() + 2));
    }

    @ParameterizedTest
    @CsvSource({
        "debian, /etc/chrony/chrony.conf, chrony",
        "ubuntu, /etc/chrony/chrony.conf, chrony",
        "rhel, /etc/chrony.conf, chronyd",
        "fedora, /etc/chrony.conf, chrony",
        "sles, /etc/chrony.conf, chronyd",
        "alpine, /etc/chrony/chrony.conf, chronyd",
        "photon, /etc/chrony.conf, chronyd"
    })
    void chronyIsWhereTheDistributionHasIt(String distro, String file, String service)
            throws IOException {
        var run =
                ModuleRun.on(
                                SandboxHost.in(folder)
                                        .file(
                                                "/etc/cloud/templates/chrony.conf."
                                                        + distro
                                                        + ".tmpl",
                                                "## template: jinja\n{{x}}")
                                        .program("/usr/sbin/chronyd")
                                        .build())
                        .distro(distro);
        run.machine().root().createDirectory("/run/systemd/system", 0755);
        run.run(new Ntp(), "ntp: {ntp_client: chrony}");
        assertEquals("{{x}}", run.text(file));
        String last = run.machine().processes().lines().getLast();
        assertEquals(
                distro.equals("alpine")
                        ? "rc-service --nocolor " + service + " restart"
                        : "systemctl reload-or-restart " + service,
                last);
    }

    @Test
    void theClientThatIsThereIsTaken() throws IOException {
        var machine =
                SandboxHost.in(folder)
                        .file("/lib/systemd/systemd-timesyncd", "")
                        .file(
                                "/etc/cloud/templates/timesyncd.conf.tmpl",
                                "## template: jinja\n[Time]\n")
                        .build();
        machine.root().changeMode("/lib/systemd/systemd-timesyncd", 0755);
        var run = ModuleRun.on(machine);
        run.run(new Ntp(), "ntp:");
        assertEquals("[Time]\n", run.text("/etc/systemd/timesyncd.conf.d/cloud-init.conf"));
        assertEquals(
                List.of("service systemd-timesyncd restart"), run.machine().processes().lines());
    }

    @ParameterizedTest
    @CsvSource({"12.5, ntp.conf.sles", "15.6, chrony.conf.sles"})
    void suseChangedItsMind(String version, String template) throws IOException {
        var run =
                ModuleRun.on(
                                SandboxHost.in(folder)
                                        .file("/etc/os-release", "VERSION_ID=\"" + version + "\"\n")
                                        .build())
                        .distro("sles");
        var refused = assertThrows(MalformedException.class, () -> run.run(new Ntp(), "ntp:"));
        assertEquals(
                "/etc/cloud/templates/" + template + ".tmpl", refused.problem().origin().source());
        assertFalse(run.machine().root().exists("/etc/ntp.conf.dist"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "[a]",
                "{servers: text}",
                "{ntp_client: nonesuch}",
                "{ntp_client: chrony, config: {confpath: ''}}",
                "{ntp_client: chrony, config: {packages: chrony}}",
                "{ntp_client: chrony, config: {template: [a]}}",
                "{ntp_client: chrony, config: {check_exe: null}}",
                "{ntp_client: chrony, config: {service_name: 7}}"
            })
    void anotherFormIsRefused(String value) throws IOException {
        var run = ModuleRun.in(folder);
        var refused =
                assertThrows(MalformedException.class, () -> run.run(new Ntp(), "ntp: " + value));
        assertEquals("ntp.form", refused.problem().code());
        assertEquals(List.of(), run.machine().processes().lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "'no'", "0"})
    void off(String value) throws IOException {
        var run = ModuleRun.in(folder);
        assertInstanceOf(
                Outcome.Skipped.class, run.run(new Ntp(), "ntp: {enabled: " + value + "}"));
    }
}
