package org.cloudinit.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.web.HttpReader;
import org.cloudinit.core.web.TestServer;
import org.cloudinit.core.web.WebPatience;
import org.cloudinit.core.web.WebReader;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which source of configuration wins, and where each value is from. */
class ConfigSourcesTest {
    private static final TextDocuments DOCUMENTS = new TextDocuments();

    private static final long SEED = 7;

    private static final List<String> PIECES =
            List.of(
                    "cc:",
                    "end_cc",
                    " ",
                    "\t",
                    "\\n",
                    "%20",
                    "%zz",
                    "%",
                    "%C3",
                    "é",
                    "\u00a0",
                    "+",
                    "url=",
                    "cloud-config-url=file:///a",
                    "=",
                    "a: 1",
                    "[x]",
                    "'",
                    "\"",
                    "\0",
                    "\ud83d");

    @TempDir private Path folder;

    private final RecordingReporter reporter = new RecordingReporter();

    private SandboxHost.Builder machine() {
        return SandboxHost.in(folder).cloudConfig("a: cloud.cfg\nb: cloud.cfg\n");
    }

    private Mapping merged(SandboxHost host, List<String> files) {
        return ConfigSources.read(
                        files, "/env.cfg", host.root(), DOCUMENTS, TemplateEngine.NONE, reporter)
                .merged(
                        InstanceConfigs.read("/i", host.root(), DOCUMENTS, reporter),
                        Mapping.builder().put("d", "source").put("a", "source").build(),
                        reporter);
    }

    @Test
    void eachSourceBeatsTheNext() throws IOException {
        List<String> order =
                List.of(
                        "/f1",
                        "/f2",
                        "/env.cfg",
                        "/i/cloud-config.txt",
                        "/i/vendor2-cloud-config.txt",
                        "/i/vendor-cloud-config.txt");
        SandboxHost host =
                machine()
                        .kernelCommandLine("ro cc: {a: cmdline, c: cmdline} end_cc")
                        .file("/run/cloud-init/cloud.cfg", "{a: run, c: run, e: run}")
                        .file("/etc/cloud/cloud.cfg.d/1.cfg", "{e: one, g: one}")
                        .file("/etc/cloud/cloud.cfg.d/2.cfg", "{g: two, b: two}")
                        .build();
        for (String file : order) {
            host.root().write(RenderedFile.text(file, "a: " + file + "\n", 0644));
        }
        for (String file : order) {
            assertEquals(file, merged(host, List.of("/f1", "/f2")).text("a"));
            host.root().delete(file);
        }
        Mapping rest = merged(host, List.of());
        assertEquals("source", rest.text("a"));
        assertEquals("cmdline", rest.text("c"));
        assertEquals("run", rest.text("e"));
        assertEquals("two", rest.text("g"));
        assertEquals("two", rest.text("b"));
        assertEquals("/var/log/cloud-init.log", rest.text("def_log_file"));
    }

    @Test
    void everyValueKeepsItsPlace() throws IOException {
        SandboxHost host = machine().file("/etc/cloud/cloud.cfg.d/2.cfg", "x: 1\nb: two\n").build();
        ConfigTree value = merged(host, List.of()).get("b");
        assertNotNull(value);
        assertEquals("/etc/cloud/cloud.cfg.d/2.cfg:2:4", value.origin().toString());
    }

    @Test
    void anotherFolderCanBeNamed() throws IOException {
        SandboxHost host =
                machine()
                        .cloudConfig("conf_d: /srv/conf\n")
                        .file("/srv/conf/1.cfg", "here: yes\n")
                        .file("/etc/cloud/cloud.cfg.d/1.cfg", "there: yes\n")
                        .build();
        Mapping merged = merged(host, List.of());
        assertEquals(Scalar.bool(true), merged.get("here"));
        assertFalse(merged.has("there"));
    }

    @Test
    void nonsenseOnMergingIsReportedAndTheConfigurationCounts() throws IOException {
        SandboxHost host =
                machine()
                        .file("/etc/cloud/cloud.cfg.d/1.cfg", "merge_how: 'nonsense()'\nx: 1\n")
                        .build();
        Mapping merged = merged(host, List.of());
        assertEquals(Scalar.integer(1), merged.get("x"));
        assertEquals("cloud.cfg", merged.text("b"));
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/lib/cc.cfg, '#cloud-config\\na: url\\n', true",
        "/usr/lib/cc.cfg, 'a: url\\n', false",
        "file:///usr/lib/cc.cfg, '#cloud-config\\na: url\\n', true",
        "http://x/cc.cfg, '#cloud-config\\na: url\\n', false",
        "/absent, '', false",
    })
    void aConfigurationThatTheCommandLineNamesIsFetchedIfItIsAFile(
            String url, String text, boolean fetched) throws IOException {
        SandboxHost host =
                machine()
                        .kernelCommandLine("ro cloud-config-url=" + url)
                        .file("/usr/lib/cc.cfg", text.replace("\\n", "\n"))
                        .build();
        CommandLineUrl.fetch(host.root(), null, reporter);
        FileFacts facts = host.root().facts(CommandLineUrl.TARGET);
        assertEquals(fetched, facts != null && facts.mode() == 0600);
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/lib/cc.cfg",
        "file:///usr/lib/cc.cfg",
        "FILE:///usr/lib/cc.cfg",
        "file://usr/lib/cc.cfg"
    })
    void everySpellingOfAFileIsUnderstood(String url) throws IOException {
        SandboxHost host =
                machine()
                        .kernelCommandLine("ro cloud-config-url=" + url)
                        .file("/usr/lib/cc.cfg", "#cloud-config\na: url\n")
                        .build();
        CommandLineUrl.fetch(host.root(), null, reporter);
        assertTrue(host.root().exists(CommandLineUrl.TARGET));
    }

    @ParameterizedTest
    @CsvSource({"'#cloud-config\\na: url\\n', true", "'a: url\\n', false"})
    void aConfigurationOnAServerIsFetchedByEachNetworkStage(String text, boolean fetched)
            throws IOException {
        try (TestServer server = TestServer.start()) {
            server.on("/c", TestServer.ok(text.replace("\\n", "\n")));
            SandboxHost host =
                    machine()
                            .kernelCommandLine("ro cloud-config-url=" + server.url("/c"))
                            .file("/usr/lib/cc.cfg", "")
                            .build();
            CommandLineUrl.fetch(host.root(), null, reporter);
            assertFalse(host.root().exists(CommandLineUrl.TARGET), "there is no network yet");
            for (int boot = 1; boot <= 2; boot++) {
                WebReader web = new HttpReader(host.root(), WebPatience.COMMAND_LINE);
                CommandLineUrl.fetch(host.root(), web, reporter);
                assertEquals(boot, server.asked("/c"));
                assertEquals(fetched, host.root().exists(CommandLineUrl.TARGET));
            }
            assertEquals(fetched ? 0 : 2, reporter.codes().size(), reporter.problems().toString());
        }
    }

    @Test
    void aServerThatHasNoConfigurationIsReportedWithoutSecrets() throws IOException {
        try (TestServer server = TestServer.start()) {
            String url = server.url("/none?token=canary").replace("://", "://u:canary@");
            SandboxHost host = machine().kernelCommandLine("cloud-config-url=" + url).build();
            WebReader web = new HttpReader(host.root(), new WebPatience(1_000, 2, 1, 2_000, 2_000));
            CommandLineUrl.fetch(host.root(), web, reporter);
            assertEquals(List.of("config.command-line-url"), reporter.codes());
            String line = reporter.problems().getFirst().line();
            assertFalse(line.contains("canary"), line);
            assertTrue(line.contains("the server answered 404"), line);
        }
    }

    @Test
    void aTemplateIsRenderedOnceTheInstancesDataIsThere() throws IOException {
        SandboxHost host =
                machine()
                        .file(
                                "/etc/cloud/cloud.cfg.d/5.cfg",
                                "## template: jinja\nt: '{{ v1.instance_id }}'\n")
                        .file("/etc/cloud/cloud.cfg.d/6.cfg", "# no template\nu: '{{ v1.x }}'\n")
                        .build();
        ConfigSources before = sources(host);
        assertEquals("{{ v1.instance_id }}", before.base().text("t"));
        assertEquals(List.of("/etc/cloud/cloud.cfg.d/5.cfg"), before.templates());
        host.root()
                .write(
                        RenderedFile.text(
                                "/run/cloud-init/instance-data-sensitive.json",
                                "{\"v1\": {\"instance_id\": \"i-9\"}}",
                                0600));
        assertEquals("i-9", sources(host).base().text("t"));
        assertEquals("{{ v1.x }}", sources(host).base().text("u"));
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void aTemplateThatCannotBeRenderedIsReportedAndReadAsItStands() throws IOException {
        SandboxHost host =
                machine()
                        .file("/etc/cloud/cloud.cfg.d/5.cfg", "## template: jinja\nt: '{{ y }}'\n")
                        .file("/etc/cloud/cloud.cfg.d/6.cfg", "## template: erb\nu: 1\n")
                        .file("/run/cloud-init/instance-data-sensitive.json", "{}")
                        .build();
        Mapping base = sources(host).base();
        assertEquals("{{ y }}", base.text("t"));
        assertEquals(Scalar.integer(1), base.get("u"));
        assertEquals(List.of("template.unknown-kind", "test.unrendered"), reporter.codes());
    }

    private ConfigSources sources(SandboxHost host) {
        return ConfigSources.read(
                List.of(), null, host.root(), DOCUMENTS, new TestEngine(), reporter);
    }

    @Test
    void aMovedRunTimeFolderHasTheRunTimeConfiguration() throws IOException {
        SandboxHost host =
                machine()
                        .cloudConfig("system_info: {paths: {run_dir: /srv/run}}\n")
                        .file("/run/cloud-init/cloud.cfg", "r: old")
                        .file("/srv/run/cloud.cfg", "s: new")
                        .build();
        Mapping base = sources(host).base();
        assertNull(base.get("r"));
        assertEquals("new", base.text("s"));
    }

    @ParameterizedTest
    @CsvSource({
        "/run/systemd/container, lxc",
        "/run/host/container-manager, x",
        "/run/.containerenv, ''",
        "/.dockerenv, ''",
        "/proc/1/environ, 'HOME=/\0container=lxc\0'",
        "/proc/1/environ, 'LIBVIRT_LXC_UUID=1\\0'",
        "/proc/vz/version, 1",
    })
    void aContainersCommandLineIsThatOfItsFirstProcess(String path, String text)
            throws IOException {
        SandboxHost.Builder builder =
                machine()
                        .kernelCommandLine("of the host")
                        .file("/proc/1/cmdline", "/sbin/init\0ds=nocloud\0");
        assertEquals("of the host", KernelCommandLine.read(builder.build().root()));
        builder.file(path, text.replace("\\0", "\0"));
        assertEquals("/sbin/init ds=nocloud", KernelCommandLine.read(builder.build().root()));
    }

    @Test
    void aVariableThatOnlyEndsLikeAContainersIsNone() throws IOException {
        SandboxHost host =
                machine()
                        .kernelCommandLine("of the host")
                        .file("/proc/1/environ", "xcontainer=lxc\0A=container=\0")
                        .build();
        assertEquals("of the host", KernelCommandLine.read(host.root()));
    }

    @ParameterizedTest
    @CsvSource({
        "'cc:a%3A%20%zz', 'a: %zz'",
        "'cc:%C3%A9 %C3', 'é \uFFFD'",
        "'cc:%c3é%a9', '\uFFFDé\uFFFD'",
        "'cc: a+b%2Bc%', 'a+b+c%'",
        "'cc:%0Aa\\nb', '\na\nb'",
        "'xcc:no', ''",
    })
    void escapesOfTheCommandLineAreUndoneOneByOne(String line, String text) {
        assertEquals(
                text.replace("\\uFFFD", "\uFFFD").replace("\\n", "\n"),
                KernelCommandLine.cloudConfig(line));
    }

    /** Whatever a boot loader hands over: nothing is thrown, and a plain piece comes back whole. */
    @Test
    void anyCommandLineIsRead() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            var line = new StringBuilder();
            for (int part = random.nextInt(10); part > 0; part--) {
                line.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String text = line.toString();
            KernelCommandLine.cloudConfig(text);
            String plain = "a" + text.replace("cc:", "").replace("end_cc", "").replace("%", "");
            assertEquals(
                    plain.replace("\\n", "\n"),
                    KernelCommandLine.cloudConfig("ro cc: " + plain + "end_cc"));
            assertEquals("/x", KernelCommandLine.value(text + " url=/x", "url"));
        }
    }

    @Test
    void theLastValueOfAWordCounts() {
        String line = "ro url=/a  xurl=/b\turl=/c=d url";
        assertEquals("/c=d", KernelCommandLine.value(line, "url"));
        assertNull(KernelCommandLine.value(line, "ur"));
        assertNull(KernelCommandLine.value("", "url"));
    }

    private static SystemConfig config(String paths) {
        String text = "system_info: {paths: " + paths + "}";
        return new SystemConfig(
                (Mapping) DOCUMENTS.yaml(text.getBytes(StandardCharsets.UTF_8), "test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{cloud_dir: relative}", "{cloud_dir: 5}", "{cloud_dir: []}", "null"})
    void aStateFolderThatIsNoPathIsLeftAtItsDefault(String paths) {
        assertEquals("/var/lib/cloud", config(paths).paths().cloud());
    }

    @Test
    void stateFoldersCanBeMoved() {
        SystemConfig config = config("{cloud_dir: /srv/c/, run_dir: /srv/r}");
        assertEquals("/srv/c/data", config.paths().data());
        assertEquals("/srv/r/.instance-id", config.paths().runFile(".instance-id"));
    }
}
