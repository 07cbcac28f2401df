package org.cloudinit.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.testkit.RecordingReporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleAgentTest {
    @TempDir Path root;

    private BundleRuntime runtime;
    private BundleFolders folders;
    private BundleAgent agent;
    private Thread server;

    @BeforeEach
    void serve() throws IOException {
        for (String folder : List.of("etc", "etc/cloud", "etc/cloud/bundles")) {
            Files.createDirectory(
                    root.resolve(folder),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        runtime =
                BundleRuntime.start(
                        ModuleLayer.boot(),
                        root.resolve("storage"),
                        List::of,
                        new RecordingReporter());
        folders = BundleFolders.of(root, null);
        agent =
                new BundleAgent(
                        root,
                        runtime,
                        folders,
                        extensions ->
                                new LocalOutcome(
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        extensions.dataSources().isEmpty() ? null : "from a bundle",
                                        null));
        server =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        agent.serve();
                                    } catch (IOException e) {
                                        throw new AssertionError(e);
                                    }
                                });
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        server.join(5_000);
        assertFalse(server.isAlive());
        runtime.close();
    }

    @Test
    void bundlesAreSwappedOverTheSocket() throws IOException {
        Path jar = jar("1.0.0");
        try (AgentClient client = client()) {
            assertTrue(
                    client.list().bundles().stream()
                            .anyMatch(b -> b.name().equals("org.cloudinit.core")));
            assertTrue(client.put(jar).done());
            assertEquals("1.0.0", version(client.list()));
            assertTrue(client.put(jar("2.0.0")).done());
            assertEquals("2.0.0", version(client.list()));
            assertEquals("0", client.stage().exit());
            Files.delete(jar);
            assertTrue(client.remove("org.example.sample").done());
            assertFalse(client.remove("org.example.sample").done());
        }
    }

    @Test
    void aJarThatMayNotBeLoadedIsRefusedWithTheReason() throws IOException {
        Path jar = jar("1.0.0");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (AgentClient client = client()) {
            AgentClient.Answer answer = client.put(jar);
            assertFalse(answer.done());
            assertTrue(answer.problems().getFirst().contains("bundles.not-trusted"));
        }
    }

    /** The next boot would load it, so does the agent. */
    @Test
    void aJarOfPackagesIsBackWhenTheOneBeforeItGoes() throws IOException {
        Path packaged = root.resolve("usr/lib/cloud-init/bundles/sample.jar");
        SampleBundle.of("1.5.0").into(packaged);
        for (Path one = packaged.getParent(); one.startsWith(root); one = one.getParent()) {
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (AgentClient client = client()) {
            AgentClient.Answer older = client.put(jar("1.0.0"));
            assertFalse(older.done());
            assertTrue(older.problems().getFirst().contains("bundles.twice"));
            Path jar = jar("2.0.0");
            assertTrue(client.put(jar).done());
            Files.delete(jar);
            assertTrue(client.remove("org.example.sample").done());
            assertEquals("1.5.0", version(client.list()));
        }
    }

    @Test
    void nonsenseEndsOneConversationOnly() throws IOException {
        assertEquals("", said("{\"act\": \"li"));
        assertEquals("", said(""));
        for (String nonsense : List.of("]\n", "[1]\n", "\n", "[".repeat(500_000) + "\n")) {
            String answer = said(nonsense);
            assertTrue(answer.startsWith("{\"done\": false, \"problems\": [\""), answer);
        }
        assertTrue(said("{\"act\": 5}\n").startsWith("{\"done\": false"));
        String answer = said("{\"act\": \"put\", \"file\": \"\\u0000\"}\n");
        assertTrue(answer.contains("this is no path"), answer);
        try (AgentClient client = client()) {
            assertTrue(client.list().done());
        }
    }

    /** What the agent answers to bytes, up to its end of the conversation. */
    private String said(String bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(AgentSocket.below(root)));
            ByteBuffer out = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8));
            while (out.hasRemaining()) {
                channel.write(out);
            }
            channel.shutdownOutput();
            ByteBuffer in = ByteBuffer.allocate(1 << 16);
            while (channel.read(in) > 0) {
                // More may come.
            }
            return StandardCharsets.UTF_8.decode(in.flip()).toString();
        }
    }

    @Test
    void oneOfThoseWhoStartAtOnceMayBeTheAgent() throws IOException {
        try (ProcessClaim first = ProcessClaim.asAgent(root)) {
            assertNotNull(first);
            assertNull(ProcessClaim.asAgent(root));
        }
        try (ProcessClaim next = ProcessClaim.asAgent(root)) {
            assertNotNull(next);
        }
    }

    @Test
    void onlyTheOwnerMayEnterTheFolder() throws IOException {
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(AgentSocket.below(root).getParent())));
    }

    @Test
    void thereIsOneAgentOnAMachine() {
        assertThrows(
                IOException.class,
                () -> new BundleAgent(root, runtime, folders, extensions -> null).close());
    }

    @Test
    void anOldSocketIsReplaced() throws Exception {
        agent.close();
        server.join(5_000);
        Files.createFile(AgentSocket.below(root));
        assertNull(AgentClient.of(root));
        agent = new BundleAgent(root, runtime, folders, extensions -> null);
        server =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        agent.serve();
                                    } catch (IOException e) {
                                        throw new AssertionError(e);
                                    }
                                });
        try (AgentClient client = client()) {
            assertTrue(client.list().done());
        }
    }

    @Test
    void itStopsWhenItIsTold() throws Exception {
        try (AgentClient client = client()) {
            assertTrue(client.stop().done());
        }
        server.join(5_000);
        assertFalse(server.isAlive());
        assertNull(AgentClient.of(root));
    }

    private AgentClient client() throws IOException {
        AgentClient client = AgentClient.of(root);
        assertNotNull(client);
        return client;
    }

    private Path jar(String version) throws IOException {
        Path jar = SampleBundle.of(version).into(root.resolve("etc/cloud/bundles/sample.jar"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        return jar;
    }

    private static String version(AgentClient.Answer answer) {
        return answer.bundles().stream()
                .filter(b -> b.name().equals("org.example.sample"))
                .findFirst()
                .orElseThrow()
                .version();
    }
}
