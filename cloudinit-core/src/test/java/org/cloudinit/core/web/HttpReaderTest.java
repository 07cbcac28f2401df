package org.cloudinit.core.web;

import static org.cloudinit.core.web.TestServer.ok;
import static org.cloudinit.core.web.TestServer.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader of addresses beside a real server, of which most answers are bad ones. */
class HttpReaderTest {
    private static final int LIMIT = 100_000;
    private static final WebPatience SHORT = new WebPatience(500, 4, 10, 3_000, 6_000);

    @TempDir private Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void contentArrivesByteForByte() throws IOException {
        byte[] bytes = new byte[LIMIT];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        server.on("/a", out -> writeWhole(out, bytes));
        assertArrayEquals(bytes, reader().read(server.url("/a"), LIMIT));
        server.on("/empty", ok(""));
        assertEquals(0, reader().read(server.url("/empty"), LIMIT).length);
    }

    @Test
    void contentWithoutAStatedLengthIsReadToItsEnd() throws IOException {
        server.on("/a", out -> write(out, "HTTP/1.0 200 OK\r\n\r\n#cloud-config\n"));
        assertEquals("#cloud-config\n", text("/a"));
        server.on(
                "/b",
                out ->
                        write(
                                out,
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n#cl\r\n2\r\nou\r\n0\r\n\r\n"));
        assertEquals("#clou", text("/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 Oops", "404 Not Found", "403 Forbidden", "429 Too Many Requests"})
    void anAnswerThatIsNoneIsAskedForAgain(String status) throws IOException {
        server.on("/a", status(status, "no"), status(status, "no"), ok("yes"));
        assertEquals("yes", text("/a"));
        assertEquals(3, server.asked("/a"));
    }

    @Test
    void afterAllTriesTheLastAnswerIsTold() {
        server.on("/a", status("404 Not Found", "secret"));
        assertEquals("the server answered 404", refused("/a"));
        assertEquals(4, server.asked("/a"));
    }

    @Test
    void anOverloadedServerSaysWhenToAskAgain() throws IOException {
        server.on("/a", status("503 Busy", "", "Retry-After: 1"), ok("yes"));
        long begin = System.nanoTime();
        assertEquals("yes", text("/a"));
        assertTrue(System.nanoTime() - begin > 900_000_000L, "it was not waited for");
        server.on("/b", status("503 Busy", "", "Retry-After: 3000"), ok("yes"));
        assertTimeout(
                Duration.ofSeconds(2),
                () -> assertEquals("the server answered 503", refused("/b")));
    }

    @Test
    void aServerThatIsSilentOrSlowEnds() {
        server.on("/silent", out -> Thread.sleep(10_000));
        server.on("/slow", HttpReaderTest::drip);
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertEquals("its server gives no answer", refused("/silent")));
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertEquals("the server answers too slowly", refused("/slow")));
    }

    @Test
    void allAddressesOfAReaderTogetherHaveAnEnd() {
        server.on("/silent", out -> Thread.sleep(10_000));
        HttpReader reader = reader(new WebPatience(200, 2, 1, 1_000, 1_000));
        assertTimeout(
                Duration.ofSeconds(4),
                () -> {
                    for (int i = 0; i < 1_000; i++) {
                        assertThrows(
                                WebException.class, () -> reader.read(server.url("/silent"), 9));
                    }
                });
        assertTrue(server.asked("/silent") < 10, server.asked("/silent") + " times");
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        server.on(
                "/stated",
                out -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n"));
        assertEquals("it has more than 100000 bytes", refused("/stated"));
        server.on("/unstated", HttpReaderTest::flood);
        assertEquals("it has more than 100000 bytes", refused("/unstated"));
        assertEquals(1, server.asked("/unstated"));
    }

    @Test
    void whatIsCutOffIsNotTakenForWhole() {
        server.on(
                "/a",
                out -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n#cloud-config\n"));
        String message = refused("/a");
        assertTrue(message.contains("cut off") || message.contains("cannot be asked"), message);
        assertEquals(4, server.asked("/a"));
    }

    @Test
    void garbageIsNoAnswer() {
        server.on("/a", out -> write(out, "SSH-2.0-OpenSSH_9.2 secret\r\n"));
        String message = refused("/a");
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void redirectsAreFollowedAndEnd() throws IOException {
        server.on("/a", status("302 Found", "", "Location: /b?x=y"));
        server.on("/b?x=y", status("307 Again", "", "Location: " + server.url("/c")));
        server.on("/c", ok("there"));
        assertEquals("there", text("/a"));
        server.on("/loop", status("301 Moved", "", "Location: /loop"));
        assertEquals("the server redirects more than 30 times", refused("/loop"));
        server.on("/nowhere", status("301 Moved", ""));
        assertEquals("the server redirects to nowhere", refused("/nowhere"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "jar:file:/x!/y",
                "ftp://localhost/",
                "mailto:a@b",
                "::"
            })
    void redirectsLeadToOtherServersAloneNeverToFiles(String location) {
        server.on("/a", status("302 Found", "", "Location: " + location));
        assertThrows(WebException.class, () -> reader().read(server.url("/a"), LIMIT));
        assertEquals(1, server.asked("/a"));
    }

    @Test
    void whoAsksIsToldToTheServerThatIsMeantAndToNoOther() throws IOException {
        try (TestServer other = TestServer.start()) {
            other.on("/b", ok("there"));
            server.on("/a", status("302 Found", "", "Location: /same"));
            server.on("/same", status("302 Found", "", "Location: " + other.url("/b")));
            String address = server.url("/a").replace("://", "://me:p%40ss@");
            byte[] read = reader().read(address, LIMIT);
            assertEquals("there", new String(read, StandardCharsets.UTF_8));
            String basic =
                    Base64.getEncoder().encodeToString("me:p@ss".getBytes(StandardCharsets.UTF_8));
            for (String request : server.requests()) {
                assertTrue(request.contains("Authorization: Basic " + basic), request);
            }
            assertFalse(other.requests().getFirst().contains("Authorization"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b/é?q=a b#fragment", "/a%20b/%C3%A9?q=a%20b"})
    void whatMayNotStandInAnAddressIsEncoded(String path) throws IOException {
        server.on("/a%20b/%C3%A9?q=a%20b", ok("there"));
        assertEquals("there", text(path));
    }

    @Test
    void withoutASchemeHttpIsMeant() throws IOException {
        server.on("/a", ok("there"));
        byte[] read = reader().read(" localhost:" + server.port() + "/a ", LIMIT);
        assertEquals("there", new String(read, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h/canary",
                "file:///canary",
                "http://",
                "http:///canary",
                "password: canary",
                "http://[canary",
                "http://h:canary/",
                "gopher://canary",
                "",
                "\u0000",
                "http://%"
            })
    void noAddressIsRefusedWithoutAWordOfIt(String address) {
        WebException e = assertThrows(WebException.class, () -> reader().read(address, LIMIT));
        assertFalse(e.getMessage().contains("canary"), e.getMessage());
    }

    @Test
    void noServerAndNoHostAreToldApart() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertEquals(
                "its server cannot be asked (ConnectException)",
                refusedAddress("http://localhost:" + free + "/secret"));
        assertEquals("its host is not known", refusedAddress("http://secret.invalid/"));
    }

    private static void drip(OutputStream out) throws IOException, InterruptedException {
        write(out, "HTTP/1.1 200 OK\r\n\r\n");
        while (true) {
            write(out, "x");
            Thread.sleep(50);
        }
    }

    private static void flood(OutputStream out) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\n\r\n");
        byte[] much = new byte[1 << 16];
        for (int i = 0; i < 1_000; i++) {
            out.write(much);
        }
    }

    private static void writeWhole(OutputStream out, byte[] bytes) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n\r\n");
        out.write(bytes);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String text(String path) throws IOException {
        return new String(reader().read(server.url(path), LIMIT), StandardCharsets.UTF_8);
    }

    private String refused(String path) {
        return refusedAddress(server.url(path));
    }

    private String refusedAddress(String address) {
        return assertThrows(WebException.class, () -> reader().read(address, LIMIT)).getMessage();
    }

    private HttpReader reader() {
        return reader(SHORT);
    }

    private HttpReader reader(WebPatience patience) {
        try {
            return new HttpReader(SandboxHost.in(folder).build().root(), patience, Map.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
