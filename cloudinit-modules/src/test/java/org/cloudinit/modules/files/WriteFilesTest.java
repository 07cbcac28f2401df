package org.cloudinit.modules.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.core.Machine;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.modules.Packing;
import org.cloudinit.modules.WebServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written into a scratch folder. */
class WriteFilesTest {
    @TempDir private Path folder;
    private ModuleRun run;

    @BeforeEach
    void machine() throws IOException {
        run = ModuleRun.in(folder);
    }

    private Outcome write(String yaml) throws IOException {
        return run.run(new WriteFiles(), yaml);
    }

    @Test
    void contentModeAndFoldersAreAsAsked() throws IOException {
        var outcome =
                write(
                        """
                        write_files:
                          - {path: /etc/a/b/c, content: "x\\n", permissions: '0640'}
                          - {path: /opt/../srv/./d, content: !!binary aGVsbG8=}
                          - {path: relative, permissions: 0600}
                          - {path: /etc/a/b/c, content: "y\\n", append: true, permissions: '0644'}
                          - {path: /etc/new, content: "z", append: yes, permissions: '0o400'}
                          - {path: /late, content: late, defer: true}
                        """);
        assertInstanceOf(Outcome.Done.class, outcome);
        assertEquals("x\ny\n", run.text("/etc/a/b/c"));
        assertEquals("644", run.mode("/etc/a/b/c"));
        assertEquals("755", run.mode("/etc/a/b"));
        assertEquals("hello", run.text("/srv/d"));
        assertEquals("644", run.mode("/srv/d"));
        assertEquals("", run.text("/relative"));
        assertEquals("600", run.mode("/relative"));
        assertEquals("z", run.text("/etc/new"));
        assertEquals("400", run.mode("/etc/new"));
        assertFalse(run.machine().root().exists("/late"));
        assertEquals(List.of(), run.codes());
    }

    @Test
    void aFileThatWasThereKeepsTheOwnerThatIsNotStated() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root's rights");
        Host host = Machine.at(folder);
        host.root().write(new RenderedFile("/a", new byte[1], 0644, new Owner("7", "8")));
        run.host(host);
        write("write_files: [{path: /a, content: new, owner: '9'}, {path: /b, owner: ':10'}]");
        FileFacts kept = Objects.requireNonNull(host.root().facts("/a"));
        assertEquals("9:8", kept.user() + ":" + kept.group());
        FileFacts made = Objects.requireNonNull(host.root().facts("/b"));
        assertEquals("0:10", made.user() + ":" + made.group());
        assertEquals("new", run.text("/a"));
    }

    @Test
    void deferredFilesAreTheOtherModules() throws IOException {
        String yaml = "write_files: [{path: /a, defer: true}, {path: /b, defer: no}]";
        run.run(new WriteFilesDeferred(), yaml);
        assertEquals("", run.text("/a"));
        assertFalse(run.machine().root().exists("/b"));
        assertInstanceOf(
                Outcome.Skipped.class,
                run.run(new WriteFilesDeferred(), "write_files: [{path: /c}]"));
    }

    @ParameterizedTest
    @CsvSource({
        "'''0755''', 755", "0755, 755", "420, 644", "420.9, 644", "'''644''', 644",
        "'''0o600''', 600", "''' 700 ''', 700", "'''4755''', 4755", "true, 1", "null, 644",
        "'''104755''', 4755"
    })
    void permissionsHaveManyForms(String stated, String mode) throws IOException {
        write("write_files: [{path: /x, permissions: " + stated + "}]");
        assertEquals(mode, run.mode("/x"));
        assertEquals(List.of(), run.codes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rwx", "'0888'", "''", "[1]", "{a: b}", "'99999999999999999999999'", ".inf"})
    void permissionsThatAreNoneAreReportedAndTheFileWritten(String stated) throws IOException {
        assertInstanceOf(
                Outcome.Done.class,
                write("write_files: [{path: /x, permissions: " + stated + "}]"));
        assertEquals("644", run.mode("/x"));
        assertEquals(List.of("write-files.permissions"), run.codes());
    }

    private static String gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getMimeEncoder().encodeToString(bytes.toByteArray()).replace("\r\n", " ");
    }

    @Test
    void everyEncodingIsUnpacked() throws IOException {
        String packed = gzip("hello\n".repeat(30));
        write(
                "write_files:\n"
                        + " - {path: /1, encoding: b64, content: aGVsbG8=}\n"
                        + " - {path: /2, encoding: BASE64, content: 'aGVs\n  bG8=ignored'}\n"
                        + (" - {path: /3, encoding: gz+b64, content: '" + packed + "'}\n")
                        + (" - {path: /4, encoding: gzip+base64, content: '" + packed + "'}\n")
                        + (" - {path: /5, encoding: gzip, content: !!binary '" + packed + "'}\n")
                        + " - {path: /6, encoding: text/plain, content: aGVsbG8=}\n"
                        + " - {path: /7, encoding: rot13, content: uryyb}\n");
        assertEquals("hello", run.text("/1"));
        assertEquals("hello", run.text("/2"));
        for (String path : List.of("/3", "/4", "/5")) {
            assertEquals("hello\n".repeat(30), run.text(path));
        }
        assertEquals("aGVsbG8=", run.text("/6"));
        assertEquals("uryyb", run.text("/7"));
        assertEquals(List.of("write-files.encoding"), run.codes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "encoding: b64, content: abcde",
                "encoding: b64, content: a",
                "encoding: b64, content: 'aGVsbGé='",
                "encoding: gz, content: plain",
                "encoding: gz+b64, content: aGVsbG8=",
                "content: 7",
                "content: [a]",
                "content: {a: b}"
            })
    void contentThatCannotBeUnpackedIsAnErrorOfThatFileAlone(String stated) throws IOException {
        var outcome = write("write_files:\n - {path: /bad, " + stated + "}\n - {path: /good}");
        var failed = assertInstanceOf(Outcome.Failed.class, outcome);
        assertEquals("write-files.content", failed.problem().code());
        assertEquals(2, failed.problem().origin().line());
        assertFalse(run.machine().root().exists("/bad"));
        assertEquals("", run.text("/good"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "text", "{path: /x}"})
    void whatIsNoListIsRefused(String value) throws IOException {
        var failed = assertInstanceOf(Outcome.Failed.class, write("write_files: " + value));
        assertEquals("write-files.list", failed.problem().code());
    }

    @Test
    void entriesThatCannotBeUsedHinderNoOther() throws IOException {
        var outcome =
                write(
                        """
                        write_files:
                          - text
                          - {content: no path}
                          - {path: '', content: x}
                          - {path: [a]}
                          - {path: /etc/passwd/under-a-file, content: x}
                          - {path: /etc, content: a folder}
                          - {path: /good, content: good}
                        """);
        assertInstanceOf(Outcome.Failed.class, outcome);
        assertEquals("good", run.text("/good"));
        assertEquals(3, run.codes().stream().filter("write-files.path"::equals).count());
        assertEquals("write-files.unwritable", ((Outcome.Failed) outcome).problem().code());
        assertEquals(1, run.codes().stream().filter("write-files.unwritable"::equals).count());
        assertEquals("root:x:0:0:root:/root:/bin/bash\n", run.text("/etc/passwd"));
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        String yaml = "write_files: [{path: /a/b, content: x, permissions: '0600'}]";
        write(yaml);
        var first = run.machine().tree();
        write(yaml);
        assertEquals(List.of(), first.differences(run.machine().tree(), List.of()));
    }

    @Test
    void aSourceIsReadFromAFileOrAServer() throws IOException {
        try (var server = new WebServer(WriteFilesTest::answer)) {
            write(
                    "write_files:\n"
                            + (" - {path: /1, source: {uri: '" + server.address() + "/moved',")
                            + " headers: {X-Key: k}}}\n"
                            + " - {path: /2, source: {uri: 'file:///etc/group'}, content: unused}\n"
                            + " - {path: /3, source: {uri: 'file:///none'}, content: instead}\n"
                            + " - {path: /4, source: {uri: 'file:///none'}}\n");
        }
        assertEquals("k", run.text("/1"));
        assertEquals("root:x:0:\n", run.text("/2"));
        assertEquals("instead", run.text("/3"));
        assertFalse(run.machine().root().exists("/4"));
        assertEquals(List.of("write-files.source", "write-files.source"), run.codes());
    }

    private static WebServer.Answer answer(WebServer.Request request) {
        return request.line().startsWith("GET /moved ")
                ? new WebServer.Answer("302 Found", List.of("Location: /file"), "")
                : WebServer.Answer.ok(request.header("X-Key"));
    }

    @Test
    void linksOutOfTheRootLeadIntoIt(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(folder.resolve("out"), outside);
        write("write_files: [{path: /out/x, content: x}]");
        assertFalse(Files.exists(outside.resolve("x")));
    }

    @Test
    void base64IsPythons() {
        assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), base64("aGVsbG8="));
        assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), base64("a G-V sbG8=\n"));
        assertArrayEquals("h".getBytes(StandardCharsets.UTF_8), base64("aA==bG8="));
        assertArrayEquals("hel".getBytes(StandardCharsets.UTF_8), base64("aGVs=="));
        assertArrayEquals(new byte[0], base64("===="));
        assertEquals(null, base64("aGVsbG8"));
        assertEquals(null, base64("a==="));
    }

    private static byte[] base64(String text) {
        return Packing.base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
