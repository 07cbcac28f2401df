package org.cloudinit.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaCertsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "debian, /usr/local/share/ca-certificates/cloud-init-ca-cert-2.crt, update-ca-certificates",
        "alpine, /usr/local/share/ca-certificates/cloud-init-ca-cert-2.crt, update-ca-certificates",
        "rocky, /usr/share/pki/ca-trust-source/anchors/cloud-init-ca-cert-2.crt, update-ca-trust",
        "sles, /usr/share/pki/trust/anchors/cloud-init-ca-cert-2.crt, update-ca-certificates",
        "photon, /etc/ssl/certs/cloud-init-ca-cert-2.pem, rehash_ca_certificates.sh",
        "aosc, /etc/ssl/certs/cloud-init-ca-cert-2.pem, update-ca-bundle"
    })
    void certificatesLieWhereTheDistributionLooks(String distro, String path, String program)
            throws IOException {
        var run = ModuleRun.in(folder).distro(distro);
        run.run(new CaCerts(), "ca_certs: {trusted: [one, \"two\\n\"]}");
        assertEquals("two\n", run.text(path));
        assertEquals("644", run.mode(path));
        assertEquals("one", run.text(path.replace("-2.", "-1.")));
        assertEquals(List.of(program), run.machine().processes().lines());
    }

    @Test
    void debiansListIsDeselectedOnce() throws IOException {
        var run =
                ModuleRun.on(
                        SandboxHost.in(folder)
                                .file("/etc/ca-certificates.conf", "# c\n\na.crt\n!b.crt\nc.crt\n")
                                .build());
        String yaml = "ca-certs: {remove-defaults: true, trusted: one}";
        run.run(new CaCerts(), yaml);
        String once =
                """
                # c

                # Modified by cloud-init to deselect certs due to user-data
                !a.crt
                !b.crt
                !c.crt
                """;
        assertEquals(once, run.text("/etc/ca-certificates.conf"));
        run.run(new CaCerts(), yaml);
        assertEquals(once, run.text("/etc/ca-certificates.conf"));
        var processes = run.machine().processes();
        assertEquals(
                List.of("debconf-set-selections -", "update-ca-certificates"),
                processes.lines().subList(0, 2));
        assertEquals(
                "ca-certificates ca-certificates/trust_new_crts select no",
                new String(processes.commands().getFirst().input(), StandardCharsets.UTF_8));
    }

    @Test
    void redHatsFoldersAreEmptied() throws IOException {
        var run =
                ModuleRun.on(
                                SandboxHost.in(folder)
                                        .file("/etc/pki/ca-trust/source/x", "")
                                        .file("/usr/share/pki/ca-trust-source/y", "")
                                        .build())
                        .distro("rhel");
        run.run(new CaCerts(), "ca_certs: {remove_defaults: true}");
        assertEquals(List.of(), run.machine().root().list("/etc/pki/ca-trust"));
        assertEquals(List.of(), run.machine().root().list("/usr/share/pki/ca-trust-source"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{remove_defaults: false}", "{trusted: []}", "{trusted: null}"})
    void withoutWorkTheListIsMadeAnew(String value) throws IOException {
        var run = ModuleRun.in(folder);
        run.run(new CaCerts(), "ca_certs: " + value);
        assertEquals(List.of("update-ca-certificates"), run.machine().processes().lines());
    }

    @Test
    void bothSpellingsAreToldApart() throws IOException {
        var run = ModuleRun.in(folder);
        run.run(new CaCerts(), "{ca_certs: {trusted: [[x], a]}, ca-certs: {trusted: [b]}}");
        assertEquals("a", run.text("/usr/local/share/ca-certificates/cloud-init-ca-cert-2.crt"));
        assertEquals(List.of("ca-certs.form", "ca-certs.form"), run.codes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "null", "[a]", "true"})
    void anotherFormIsRefused(String value) throws IOException {
        var run = ModuleRun.in(folder);
        assertThrows(MalformedException.class, () -> run.run(new CaCerts(), "ca_certs: " + value));
        assertEquals(List.of(), run.machine().processes().lines());
    }
}
