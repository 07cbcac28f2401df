package org.cloudinit.core.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code https}: whom the machine trusts is trusted, and nobody else. */
class SecuredServerTest {
    private static final WebPatience SHORT = new WebPatience(5_000, 3, 10, 20_000, 20_000);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private Path folder;

    @BeforeEach
    void theKeysAreMadeByThePlatformsTool() {
        assumeTrue(Files.isExecutable(keytool()), "the Java platform of the test has no keytool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void aServerThatTheMachineTrustsIsRead(String algorithm) throws Exception {
        try (TestServer server = server("localhost", algorithm)) {
            SandboxHost machine = trusting("/etc/ssl/certs/ca-certificates.crt");
            byte[] read = new HttpReader(machine.root(), SHORT).read(server.url("/a"), 100);
            assertEquals("#!/bin/sh\n", new String(read, StandardCharsets.UTF_8));
        }
    }

    @Test
    void aServerThatNobodyKnowsIsRefusedAtOnce() throws Exception {
        try (TestServer server = server("localhost", "EC")) {
            SandboxHost machine = SandboxHost.in(folder.resolve("machine")).build();
            refused(machine, server);
        }
    }

    @Test
    void aServerOfAnotherNameIsRefused() throws Exception {
        try (TestServer server = server("elsewhere.example", "EC")) {
            refused(trusting("/etc/pki/tls/certs/ca-bundle.crt"), server);
        }
    }

    private static void refused(SandboxHost machine, TestServer server) {
        WebException e =
                assertThrows(
                        WebException.class,
                        () -> new HttpReader(machine.root(), SHORT).read(server.url("/a"), 100));
        assertTrue(e.getMessage().startsWith("there is no trusted connection"), e.getMessage());
        assertEquals(0, server.asked("/a"));
    }

    private SandboxHost trusting(String path) throws Exception {
        run("-exportcert", "-rfc", "-file", folder.resolve("server.pem").toString());
        String pem = Files.readString(folder.resolve("server.pem"));
        return SandboxHost.in(folder.resolve("machine"))
                .file(path, "# The certificates of this machine\n\n" + pem)
                .build();
    }

    private TestServer server(String name, String algorithm) throws Exception {
        run(
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-validity",
                "2");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return TestServer.start(context.getServerSocketFactory(), "https")
                .on("/a", TestServer.ok("#!/bin/sh\n"));
    }

    private void run(String... words) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(keytool().toString());
        command.addAll(java.util.List.of(words));
        command.addAll(
                java.util.List.of(
                        "-alias",
                        "server",
                        "-keystore",
                        folder.resolve("keys.p12").toString(),
                        "-storepass",
                        new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private static Path keytool() {
        return Path.of(System.getProperty("java.home"), "bin", "keytool");
    }
}
