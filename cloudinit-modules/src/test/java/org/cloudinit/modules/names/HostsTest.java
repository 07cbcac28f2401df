package org.cloudinit.modules.names;

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

class HostsTest {
    private static final String NAMES = "hostname: node\nfqdn: node.example.org\n";

    @TempDir private Path folder;

    private SandboxHost.Builder machine() {
        return SandboxHost.in(folder)
                .file(
                        "/etc/cloud/templates/hosts.debian.tmpl",
                        "## template:jinja\n127.0.1.1 {{fqdn}} {{hostname}}\n")
                .file(
                        "/etc/cloud/templates/hosts.photon.tmpl",
                        "## template:jinja\nphoton {{fqdn}}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "'on'", "'Template'", "1", "'yes'"})
    void theTemplateMakesTheFile(String managed) throws IOException {
        var run = ModuleRun.on(machine().file("/etc/hosts", "old\n").build());
        run.run(new UpdateEtcHosts(), NAMES + "manage_etc_hosts: " + managed);
        assertEquals("127.0.1.1 node.example.org node\n", run.text("/etc/hosts"));
        assertEquals("644", run.mode("/etc/hosts"));
    }

    @Test
    void eachFamilyHasItsTemplate() throws IOException {
        var run = ModuleRun.on(machine().build()).distro("photon");
        run.run(new UpdateEtcHosts(), NAMES + "manage_etc_hosts: true");
        assertEquals("photon node.example.org\n", run.text("/etc/hosts"));
        var refused =
                assertThrows(
                        MalformedException.class,
                        () ->
                                run.distro("alpine")
                                        .run(new UpdateEtcHosts(), "manage_etc_hosts: true"));
        assertEquals("template.missing", refused.problem().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "'no'", "[true]", "{a: b}", "Localhost"})
    void whatIsNoYesLeavesTheFile(String managed) throws IOException {
        var run = ModuleRun.on(machine().build());
        var outcome = run.run(new UpdateEtcHosts(), NAMES + "manage_etc_hosts: " + managed);
        assertInstanceOf(Outcome.Skipped.class, outcome);
        assertFalse(run.machine().root().exists("/etc/hosts"));
    }

    @Test
    void aTemplateThatIsNotMarkedIsRefused() throws IOException {
        var run =
                ModuleRun.on(
                        machine()
                                .file("/etc/cloud/templates/hosts.debian.tmpl", "{{fqdn}}\n")
                                .build());
        var refused =
                assertThrows(
                        MalformedException.class,
                        () -> run.run(new UpdateEtcHosts(), "manage_etc_hosts: true"));
        assertEquals("template.unmarked", refused.problem().code());
    }

    @Test
    void theOwnLineIsAddedOnce() throws IOException {
        var run =
                ModuleRun.on(
                        machine()
                                .file(
                                        "/etc/hosts",
                                        """
                                        127.0.0.1 localhost # me

                                        # c
                                        127.0.1.1 old
                                        ::1 six
                                        """)
                                .build());
        String yaml = NAMES + "manage_etc_hosts: localhost";
        assertInstanceOf(Outcome.Done.class, run.run(new UpdateEtcHosts(), yaml));
        String expected =
                """
                127.0.0.1\tlocalhost# me

                # c
                ::1\tsix
                127.0.1.1\told
                127.0.1.1\tnode.example.org\tnode

                """;
        assertEquals(expected, run.text("/etc/hosts"));
        assertInstanceOf(Outcome.Skipped.class, run.run(new UpdateEtcHosts(), yaml));
        assertEquals(expected, run.text("/etc/hosts"));
    }

    @Test
    void aNewFileSaysWhoMadeIt() throws IOException {
        var run = ModuleRun.on(machine().build()).distro("fedora");
        run.run(new UpdateEtcHosts(), NAMES + "manage_etc_hosts: localhost");
        List<String> lines = run.text("/etc/hosts").lines().toList();
        assertEquals(3, lines.size());
        assertEquals("# Added by cloud-init v. ", lines.getFirst().substring(0, 25));
        assertEquals(
                " on Sun, 22 Nov 2026 15:48:29 +0000",
                lines.getFirst().substring(lines.getFirst().indexOf(" on ")));
        assertEquals("127.0.0.1\tnode.example.org\tnode", lines.get(1));
    }

    @Test
    void theResolversFileIsMadeOfItsTemplate() throws IOException {
        var run =
                ModuleRun.on(
                                SandboxHost.in(folder)
                                        .file(
                                                "/etc/cloud/templates/resolv.conf.tmpl",
                                                "## template: jinja\ndomain {{domain}}\n")
                                        .file(
                                                "/etc/cloud/templates/systemd.resolved.conf.tmpl",
                                                "## template: jinja\n[Resolve] {{domain}}\n")
                                        .build())
                        .distro("rhel");
        String yaml = "manage_resolv_conf: true\nresolv_conf: {domain: d, options: {rotate: yes}}";
        run.run(new ResolvConf(), yaml);
        assertEquals("domain d\n", run.text("/etc/resolv.conf"));
        run.distro("photon").run(new ResolvConf(), yaml);
        assertEquals("[Resolve] d\n", run.text("/etc/systemd/resolved.conf"));
    }

    @ParameterizedTest
    @CsvSource({"'manage_resolv_conf: false'", "'manage_resolv_conf: true'"})
    void withoutSettingsTheResolversFileStays(String yaml) throws IOException {
        var run = ModuleRun.on(SandboxHost.in(folder).build()).distro("rhel");
        assertInstanceOf(Outcome.Skipped.class, run.run(new ResolvConf(), yaml));
    }
}
