package org.cloudinit.core.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.web.HttpReader;
import org.cloudinit.core.web.TestServer;
import org.cloudinit.core.web.WebPatience;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code #include} fetches with and without a network, and what it must not tell. */
class IncludeTest {
    private static final String CACHE = "/var/lib/cloud/instances/i-abc/data/urlcache";

    @TempDir private Path folder;

    private final RecordingReporter reporter = new RecordingReporter();

    @Test
    void filesAreIncluded() throws IOException {
        String data = "#include\n# note\nfile:///data/a\n/data/é\n";
        assertEquals(
                List.of("part-001 text/cloud-config", "part-002 text/x-shellscript"),
                named(expand(walk("#cloud-config\n"), data)));
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void aFileThatIncludesItselfEnds() {
        String self = "#include\n" + "file:///data/a\n".repeat(10);
        assertTimeout(
                Duration.ofSeconds(10), () -> assertEquals(0, expand(walk(self), self).size()));
        assertEquals(List.of("user-data.too-many-parts"), reporter.codes());
    }

    @Test
    void includeOnceKeepsACopy() throws IOException {
        UserDataWalk walk = walk("#cloud-config\n");
        String data = "#include-once\nfile:///data/a\n";
        assertEquals(1, expand(walk, data).size());
        walk.root().delete("/data/a");
        assertEquals(1, expand(walk, data).size());
        assertEquals(List.of(), reporter.codes());
        assertEquals(0, expand(walk, "#include\nfile:///data/a\n").size());
        assertEquals(List.of("user-data.include-failed"), reporter.codes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:can@ary@h/p?token=canary",
                "http://h/p#canary",
                "http://canary:x@h/p",
                "password: canary",
                "http://h/p?canary@x"
            })
    void addressesThatNeedTheNetworkAreReportedWithoutSecrets(String url) throws IOException {
        assertEquals(0, expand(walk("x"), "#include\n" + url + "\n").size());
        assertEquals(List.of("user-data.include-needs-network"), reporter.codes());
        String line = reporter.problems().getFirst().line();
        assertFalse(line.contains("canary") || line.contains("ary@"), line);
    }

    @Test
    void onceTheNetworkIsUpServersAreAskedToo() throws IOException {
        try (TestServer server = TestServer.start()) {
            server.on("/a", TestServer.ok("#!/bin/sh\n"))
                    .on(
                            "/b",
                            TestServer.ok("#include\nfile:///data/a\n" + server.url("/a") + "\n"));
            UserDataWalk walk = online("#cloud-config\n");
            assertEquals(
                    List.of(
                            "part-001 text/cloud-config",
                            "part-002 text/x-shellscript",
                            "part-003 text/x-shellscript"),
                    named(expand(walk, "#include " + server.url("/b") + "\n" + server.url("/a"))));
            assertEquals(List.of(), reporter.codes());
        }
    }

    @Test
    void whatIsIncludedOnceIsAskedForOnceInTheLifeOfTheInstance() throws IOException {
        UserDataWalk walk = online("x");
        String data;
        try (TestServer server = TestServer.start()) {
            server.on("/a", TestServer.ok("#!/bin/sh\n"));
            data = "#include-once\n" + server.url("/a") + "\n";
            assertEquals(1, expand(walk, data).size());
            assertEquals(1, expand(walk, data).size());
            assertEquals(1, server.asked("/a"));
        }
        assertEquals(1, expand(walk, data).size());
        String copy = CACHE + "/" + walk.root().list(CACHE).getFirst();
        assertEquals(0600, walk.root().facts(copy).mode());
        // In the Local stage of the next boot the copy serves as well.
        assertEquals(
                1, expand(new UserDataWalk(walk.root(), CACHE, new TextDocuments()), data).size());
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void anIncludeThatFailsCostsItselfAloneAndTellsNoSecret() throws IOException {
        try (TestServer server = TestServer.start()) {
            server.on("/a", TestServer.ok("#!/bin/sh\n"));
            String secret = server.url("/none?canary").replace("://", "://me:canary@");
            String data = "#include\n" + secret + "\nftp://canary@h/\n" + server.url("/a") + "\n";
            assertEquals(1, expand(online("x"), data).size());
            assertEquals(
                    List.of("user-data.include-failed", "user-data.include-failed"),
                    reporter.codes());
            for (Problem problem : reporter.problems()) {
                assertFalse(problem.line().contains("canary"), problem.line());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///data/a",
                "FILE:///data/a",
                "file:/data/a",
                "file://localhost/data/a"
            })
    void everySpellingOfAFileIsUnderstood(String url) throws IOException {
        assertEquals(1, expand(walk("#cloud-config\n"), "#include\n" + url + "\n").size());
        assertEquals(List.of(), reporter.codes());
    }

    private UserDataWalk online(String included) throws IOException {
        var root = walk(included).root();
        var web = new HttpReader(root, new WebPatience(2_000, 2, 10, 4_000, 8_000));
        return new UserDataWalk(root, CACHE, web, new TextDocuments(), TemplateEngine.NONE, null);
    }

    private UserDataWalk walk(String included) throws IOException {
        SandboxHost machine =
                SandboxHost.in(folder)
                        .file("/data/a", included)
                        .file("/data/é", "#!/bin/sh\n")
                        .build();
        var root = new org.cloudinit.core.host.FolderRoot(machine.root().folder());
        return new UserDataWalk(root, CACHE, new TextDocuments());
    }

    private List<Part> expand(UserDataWalk walk, String data) {
        return expand(walk, data.getBytes(StandardCharsets.UTF_8));
    }

    private List<Part> expand(UserDataWalk walk, byte[] data) {
        return walk.expand(DataOrigin.USER_DATA, List.of(Secret.of(data)), reporter).parts();
    }

    private static List<String> named(List<Part> parts) {
        return parts.stream().map(part -> part.filename() + " " + part.contentType()).toList();
    }
}
