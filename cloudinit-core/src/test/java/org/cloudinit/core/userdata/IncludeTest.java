package org.cloudinit.core.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Part;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code #include} fetches before there is a network, and what it must not tell. */
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
