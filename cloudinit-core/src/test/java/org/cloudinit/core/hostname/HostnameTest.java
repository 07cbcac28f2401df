package org.cloudinit.core.hostname;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceHostname;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.SandboxHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names an instance gets, and how they are kept. */
class HostnameTest {
    private static final TextDocuments DOCUMENTS = new TextDocuments();

    @TempDir private Path folder;

    private SandboxHost.Builder machine() {
        return SandboxHost.in(folder)
                .file("/proc/sys/kernel/hostname", "vm\n")
                .file("/etc/hosts", "127.0.0.1 localhost\n10.0.0.1 vm.lan.example vm # me\n");
    }

    private static Mapping yaml(@Nullable String text) {
        String flow = "{" + (text == null ? "" : text) + "}";
        return (Mapping) DOCUMENTS.yaml(flow.getBytes(StandardCharsets.UTF_8), "test");
    }

    @ParameterizedTest
    @CsvSource({
        "fqdn: a.b.c, , a, a.b.c",
        "'fqdn: a.b.c, hostname: x', local-hostname: m.n, x, a.b.c",
        "hostname: a.b, local-hostname: m.n, a, a.b",
        "hostname: x, local-hostname: m.n, x, m.n",
        "hostname: x, , x, vm.lan.example",
        ", local-hostname: m.n.o, m, m.n.o",
        ", local-hostname: m, m, m",
        ", local-hostname: 10.1.2.3, ip-10-1-2-3, ip-10-1-2-3",
        ", local-hostname: 10.1.2.333, 10, 10.1.2.333",
        ", local-hostname: m.localdomain, m, m",
        ", , vm, vm.lan.example",
    })
    void namesComeFromConfigurationMetaDataAndMachine(
            @Nullable String config, @Nullable String metadata, String hostname, String fqdn)
            throws IOException {
        InstanceHostname names =
                InstanceHostname.of(yaml(config), yaml(metadata), machine().build().root());
        assertEquals(hostname, names.hostname());
        assertEquals(fqdn, names.fqdn());
    }

    @Test
    void theMachinesOwnNameIsNoReasonToSetIt() throws IOException {
        assertNull(InstanceHostname.stated(Mapping.EMPTY, Mapping.EMPTY, machine().build().root()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', new~",
        "old~, new~",
        "old, new~",
        "'# me~old~', '# me~new~'",
        "'# me~', '# me~new~'",
        "'~old # me~~', '~new# me~~'",
    })
    void commentsOfTheFileStay(String before, String after) {
        assertEquals(
                after.replace('~', '\n'),
                HostnameFile.withName(before.replace('~', '\n'), "new", "/etc/hostname"));
    }

    @Test
    void aFileWithSeveralNamesIsRefused() {
        assertThrows(
                MalformedException.class,
                () -> HostnameFile.withName("one\ntwo\n", "new", "/etc/hostname"));
    }

    @Test
    void otherSettingsOfTheFileStay() {
        assertEquals(
                "NETWORKING=yes\nHOSTNAME=new\n",
                HostnameFile.withSetting("NETWORKING=yes\nHOSTNAME=old\n", "new"));
        assertEquals("A=1\nHOSTNAME=new\n", HostnameFile.withSetting("A=1\n", "new"));
    }

    private static Outcome set(SandboxHost host, String distro, String config) {
        var paths =
                new CloudPaths("/var/lib/cloud", "/run/cloud-init", "/etc/cloud/templates", null);
        return new HostnameAct(yaml(config), Distros.of(distro), paths, host.host(), DOCUMENTS)
                .run(new InstanceHostname("node", "node.example.org", false));
    }

    private static String text(SandboxHost host, String path) throws IOException {
        byte[] bytes = host.root().readIfPresent(path);
        return bytes == null ? "(absent)" : new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "debian, false, /etc/hostname, node",
        "debian, true, /etc/hostname, node",
        "rocky, true, /etc/hostname, node.example.org",
        "rocky, false, /etc/sysconfig/network, HOSTNAME=node.example.org",
        "opensuse-leap, true, /etc/hostname, node",
        "opensuse-leap, false, /etc/HOSTNAME, node",
        "alpine, false, /etc/hostname, node",
    })
    void eachDistributionKeepsTheNameItsOwnWay(
            String distro, boolean systemd, String path, String line) throws IOException {
        SandboxHost host = machine().build();
        if (systemd) {
            host.root().createDirectory("/run/systemd/system", 0755);
        }
        assertInstanceOf(Outcome.Done.class, set(host, distro, ""));
        assertEquals(line + "\n", text(host, path));
        assertEquals(
                "{\n \"fqdn\": \"node.example.org\",\n \"hostname\": \"node\"\n}\n",
                text(host, "/var/lib/cloud/data/set-hostname"));
    }

    @ParameterizedTest
    @CsvSource({
        "preserve_hostname: true, (absent)",
        "create_hostname_file: false, (absent)",
        "prefer_fqdn_over_hostname: true, node.example.org~",
    })
    void theConfigurationIsObeyed(String config, String content) throws IOException {
        SandboxHost host = machine().build();
        set(host, "debian", config);
        assertEquals(content.replace('~', '\n'), text(host, "/etc/hostname"));
    }

    @Test
    void aNameThatWasSetBeforeIsNotSetAgain() throws IOException {
        SandboxHost host = machine().build();
        assertInstanceOf(Outcome.Done.class, set(host, "debian", ""));
        assertInstanceOf(Outcome.Skipped.class, set(host, "debian", ""));
    }

    @Test
    void whereTheKernelShowsNoFileAProgramIsAsked() throws IOException {
        SandboxHost host = SandboxHost.in(folder).build();
        set(host, "debian", "");
        assertEquals(List.of("hostname node"), host.processes().lines());
    }
}
