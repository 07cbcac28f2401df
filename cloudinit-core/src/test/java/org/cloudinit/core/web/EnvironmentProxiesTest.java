package org.cloudinit.core.web;

import static org.cloudinit.core.web.TestServer.ok;
import static org.cloudinit.core.web.TestServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies as the environment names them; answers of Python's {@code requests} for the same. */
class EnvironmentProxiesTest {
    private static final WebPatience SHORT = new WebPatience(500, 1, 10, 2_000, 2_000);

    @TempDir private Path folder;

    private static String of(String address, Map<String, String> environment) throws IOException {
        var through = new EnvironmentProxies(environment).of(URI.create(address));
        return through.server().address() instanceof InetSocketAddress proxy
                ? proxy.getHostString() + ":" + proxy.getPort()
                : "direct";
    }

    @ParameterizedTest
    @CsvSource({
        "http_proxy=http://127.0.0.1:3128, http://a/, 127.0.0.1:3128",
        "http_proxy=http://127.0.0.1:3128, https://a/, direct",
        "https_proxy=127.0.0.1, https://a/, 127.0.0.1:80",
        "HTTP_PROXY=http://127.0.0.1:3128/, http://a/, 127.0.0.1:3128",
        "http_proxy= HTTP_PROXY=http://127.0.0.1:1, http://a/, direct",
        "all_proxy=http://127.0.0.1:2, http://a/, 127.0.0.1:2",
        "all_proxy=http://127.0.0.1:2 http_proxy=http://127.0.0.1:3, http://a/, 127.0.0.1:3",
        "no_proxy=a, http://a/, direct"
    })
    void theSchemeTellsWhichOne(String variables, String address, String proxy) throws IOException {
        var environment = new HashMap<String, String>();
        for (String variable : variables.split(" ", -1)) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        assertEquals(proxy, of(address, environment));
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, http://a.example/, true",
        ".example, http://a.example/, true",
        "example, http://a.example/, true",
        "ample, http://a.example/, false",
        "A.EXAMPLE, http://a.Example/, true",
        "b.example, http://a.example/, false",
        "a.example:80, http://a.example:80/, true",
        "a.example:80, http://a.example:81/, false",
        "' b , a.example ', http://a.example/, true",
        "*, http://a.example/, true",
        "169.254.0.0/16, http://169.254.169.254/, true",
        "169.254.0.0/16, http://169.253.169.254/, false",
        "10.0.0.1, http://10.0.0.1/, true",
        "10.0.0.1/32, http://10.0.0.2/, false",
        "10.0.0.0/x, http://10.0.0.2/, false",
        "10.0.0/8, http://10.0.0.2/, false",
        "0.0.0.0/0, http://10.0.0.2/, false",
        "::1, http://[::1]/, true",
        "',,', http://a/, false"
    })
    void someAreAskedDirectly(String exceptions, String address, boolean direct)
            throws IOException {
        Map<String, String> environment =
                Map.of("http_proxy", "http://127.0.0.1:9", "no_proxy", exceptions);
        assertEquals(direct, of(address, environment).equals("direct"));
    }

    @ParameterizedTest
    @CsvSource({"socks5://127.0.0.1", "https://127.0.0.1", "http://", "'http://u:hush-hush@a b'"})
    void anotherKindOfProxyIsRefusedAndNotQuoted(String proxy) {
        var failure =
                assertThrows(
                        WebException.class, () -> of("http://a/", Map.of("http_proxy", proxy)));
        assertFalse(failure.getMessage().contains("hush-hush"), failure.getMessage());
    }

    private HttpReader reader(Map<String, String> environment) throws IOException {
        return new HttpReader(SandboxHost.in(folder).build().root(), SHORT, environment);
    }

    @Test
    void aProxyIsAskedAndToldWhoAsks() throws IOException {
        try (TestServer proxy = TestServer.start()) {
            proxy.on("http://inside.invalid/a", ok("through"));
            String named = "http://me:secret@127.0.0.1:" + proxy.port();
            byte[] read = reader(Map.of("http_proxy", named)).read("http://inside.invalid/a", 100);
            assertEquals("through", new String(read, StandardCharsets.UTF_8));
            assertTrue(
                    proxy.requests().getFirst().contains("Proxy-Authorization: Basic bWU6c2VjcmV0"),
                    proxy.requests().toString());
        }
    }

    @Test
    void aSecuredServerIsReachedThroughATunnel() throws IOException {
        try (TestServer proxy = TestServer.start()) {
            proxy.on("inside.invalid:443", status("403 Forbidden", ""));
            var reader = reader(Map.of("https_proxy", "127.0.0.1:" + proxy.port()));
            assertThrows(WebException.class, () -> reader.read("https://inside.invalid/a", 100));
            List<String> requests = proxy.requests();
            assertTrue(requests.getFirst().startsWith("CONNECT inside.invalid:443 "));
            assertFalse(requests.toString().contains("GET"));
        }
    }
}
