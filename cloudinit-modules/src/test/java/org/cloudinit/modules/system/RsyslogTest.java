package org.cloudinit.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.RecordingProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsyslogTest {
    @TempDir private Path folder;

    @Test
    void entriesOfOneFileFollowEachOther() throws IOException {
        var run = ModuleRun.in(folder);
        String yaml =
                """
                rsyslog:
                  config_dir: /etc/rs
                  config_filename: own.conf
                  configs:
                    - "*.* @192.0.2.1"
                    - {content: "a\\n", filename: other.conf}
                    - {content: b}
                    - {content: c, filename: /var/lib/c.conf}
                    - {filename: nothing}
                    - {content: d, filename: " "}
                  remotes: {one: 192.0.2.9, two: "auth.* @@[2001:db8::1]:10514 # x", three: "", four: "a b c"}
                """;
        assertInstanceOf(Outcome.Done.class, run.run(new Rsyslog(), yaml));
        assertEquals(
                """
                *.* @192.0.2.1
                b
                # begin remotes
                *.* @192.0.2.9 # one
                auth.* @@[2001:db8::1]:10514 # two
                # end remotes
                """,
                run.text("/etc/rs/own.conf"));
        assertEquals("a\n", run.text("/etc/rs/other.conf"));
        assertEquals("c\n", run.text("/var/lib/c.conf"));
        assertEquals("644", run.mode("/etc/rs/own.conf"));
        assertEquals(List.of("rsyslog.entry", "rsyslog.entry", "rsyslog.entry"), run.codes());
        assertEquals(List.of("service rsyslog restart"), run.machine().processes().lines());
    }

    @Test
    void aListIsTheOldForm() throws IOException {
        var run = ModuleRun.in(folder);
        run.run(
                new Rsyslog(),
                "{rsyslog: [x], rsyslog_filename: f.conf, rsyslog_dir: /d,"
                        + " system_info: {rsyslog_svcname: sysl}}");
        assertEquals("x\n", run.text("/d/f.conf"));
        assertEquals(List.of("service sysl restart"), run.machine().processes().lines());
    }

    @ParameterizedTest
    @CsvSource({
        "debian, true, systemctl try-reload-or-restart rsyslog",
        "debian, false, service rsyslog restart",
        "photon, false, systemctl try-reload-or-restart rsyslog",
        "alpine, true, rc-service --nocolor rsyslog restart"
    })
    void theServiceIsToldAsTheDistributionDoes(String distro, boolean systemd, String line)
            throws IOException {
        var run = ModuleRun.in(folder).distro(distro);
        if (systemd) {
            run.machine().root().createDirectory("/run/systemd/system", 0755);
        }
        run.run(new Rsyslog(), "rsyslog: {configs: [x]}");
        assertEquals(List.of(line), run.machine().processes().lines());
        assertEquals("x\n", run.text("/etc/rsyslog.d/20-cloud-config.conf"));
    }

    @Test
    void aServiceThatIsNotThereIsAWarning() throws IOException {
        var run = ModuleRun.in(folder);
        run.machine().processes().answering(RecordingProcesses.result(1, "", "no"), "my");
        var outcome =
                run.run(
                        new Rsyslog(),
                        "rsyslog: {configs: [x], service_reload_command: [my, own]}");
        assertInstanceOf(Outcome.Done.class, outcome);
        assertEquals(List.of("my own"), run.machine().processes().lines());
        assertEquals(List.of("rsyslog.reload"), run.codes());
    }

    @Test
    void itIsInstalledWhereThatIsAskedFor() throws IOException {
        var run = ModuleRun.in(folder).distro("alpine");
        assertInstanceOf(
                Outcome.Skipped.class,
                run.run(new Rsyslog(), "rsyslog: {install_rsyslog: true, packages: [rs, rs-tls]}"));
        assertEquals(
                List.of("apk --quiet update", "apk --quiet add rs rs-tls"),
                run.machine().processes().lines());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "null",
                "7",
                "{configs: text}",
                "{config_dir: 7}",
                "{remotes: [a]}",
                "{install_rsyslog: 'yes'}",
                "{packages: rsyslog}",
                "{service_reload_command: {a: b}}"
            })
    void anotherFormIsRefused(String value) throws IOException {
        var run = ModuleRun.in(folder);
        var refused =
                assertThrows(
                        MalformedException.class,
                        () -> run.run(new Rsyslog(), "rsyslog: " + value));
        assertEquals("rsyslog.form", refused.problem().code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host|*.* @host # n",
                "@host:514|*.* @host:514 # n",
                "@@host|*.* @@host # n",
                "[::1]:0514|*.* @[::1]:514 # n",
                "host:0|*.* @host # n",
                "mail.* host|mail.* @host # n",
                "host # note|*.* @host # n"
            })
    void remotes(String stated, String line) {
        assertEquals(line, RsyslogRemote.line("n", stated));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b c", "host:port", "::1", "@", "[]", "@@@host:1:2"})
    void whatIsNoAddress(String stated) {
        assertNull(RsyslogRemote.line("n", stated));
    }
}
