package org.cloudinit.core.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/**
 * Reads over HTTP with the platform's own client. One reader serves one purpose of one stage: the
 * time that it may take in all runs from its first address on.
 */
public final class HttpReader implements WebReader {
    /** As many as the reference's client follows. */
    private static final int REDIRECTS = 30;

    private static final int CHUNK = 64 << 10;

    private final HostFiles files;
    private final WebPatience patience;
    private final Map<String, String> environment;
    private @Nullable Long end;

    /**
     * Prepares a reader; nothing is loaded or opened.
     *
     * @param files where the machine keeps the certificates that it trusts
     */
    public HttpReader(HostFiles files, WebPatience patience) {
        this(files, patience, System.getenv());
    }

    /** As above, with another environment, which names proxies. */
    HttpReader(HostFiles files, WebPatience patience, Map<String, String> environment) {
        this.files = files;
        this.patience = patience;
        this.environment = environment;
    }

    @Override
    public byte[] read(String address, int limit) throws WebException {
        long now = millis();
        long all = end == null ? now + patience.all() : end;
        end = all;
        long until = Math.min(all, now + patience.each());
        WebAddress first = WebAddress.of(address);
        for (int attempt = 1; ; attempt++) {
            try {
                return once(first, limit, until);
            } catch (WebException failure) {
                long pause = Math.max(patience.pause(), 1000 * failure.pauseSeconds());
                boolean tired = attempt >= patience.tries() || millis() + pause >= until;
                if (failure.isLasting() || tired) {
                    throw failure;
                }
                pause(pause);
            }
        }
    }

    private byte[] once(WebAddress first, int limit, long until) throws WebException {
        WebAddress address = first;
        for (int i = 0; i <= REDIRECTS; i++) {
            HttpURLConnection connection = null;
            try {
                connection = open(address, until);
                int code = connection.getResponseCode();
                if (!isRedirect(code)) {
                    return content(connection, code, limit, until);
                }
                address = address.redirected(connection.getHeaderField("Location"));
            } catch (WebException failure) {
                throw failure;
            } catch (IOException failure) {
                throw told(failure);
            } finally {
                if (connection != null) {
                    connection.disconnect();
                }
            }
        }
        throw WebException.lasting("the server redirects more than " + REDIRECTS + " times");
    }

    private HttpURLConnection open(WebAddress address, long until) throws IOException {
        int millis = (int) Math.min(patience.answer(), until - millis());
        if (millis <= 0) {
            throw WebException.lasting("there was no time left for it");
        }
        var through = new EnvironmentProxies(environment).of(address.target());
        var connection =
                (HttpURLConnection) address.target().toURL().openConnection(through.server());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setRequestProperty("User-Agent", "Cloud-Init");
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Connection", "close");
        if (through.authorization() != null) {
            connection.setRequestProperty("Proxy-Authorization", through.authorization());
        }
        if (address.authorization() != null) {
            connection.setRequestProperty("Authorization", address.authorization());
        }
        if (connection instanceof HttpsURLConnection secured) {
            TrustedCertificates.apply(files, secured);
        }
        return connection;
    }

    private static boolean isRedirect(int code) {
        return code == 301 || code == 302 || code == 303 || code == 307 || code == 308;
    }

    private static byte[] content(HttpURLConnection connection, int code, int limit, long until)
            throws IOException {
        if (code == 503) {
            throw WebException.overloaded("the server answered 503", retryAfter(connection));
        }
        if (code < 200 || code >= 300) {
            throw WebException.passing("the server answered " + code);
        }
        long stated = connection.getContentLengthLong();
        if (stated > limit) {
            throw tooLarge(limit);
        }
        var out = new ByteArrayOutputStream(Math.clamp(stated, CHUNK, 16 << 20));
        byte[] buffer = new byte[CHUNK];
        try (InputStream in = connection.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                if (out.size() > limit) {
                    throw tooLarge(limit);
                }
                if (millis() > until) {
                    throw WebException.lasting("the server answers too slowly");
                }
            }
        }
        if (out.size() < stated) {
            throw WebException.passing("the answer is cut off");
        }
        return out.toByteArray();
    }

    private static WebException tooLarge(int limit) {
        return WebException.lasting("it has more than " + limit + " bytes");
    }

    /** Seconds to wait; a server that names a date, or says nothing, is asked in a second. */
    private static long retryAfter(HttpURLConnection connection) {
        try {
            String stated = connection.getHeaderField("Retry-After");
            return stated == null ? 1 : Math.clamp(Long.parseLong(stated.strip()), 1, 3600);
        } catch (NumberFormatException _) {
            return 1;
        }
    }

    /** The platform's messages quote addresses; what kind of failure it was says enough. */
    private static WebException told(IOException failure) {
        return switch (failure) {
            case SSLException _ ->
                    WebException.lasting(
                            "there is no trusted connection to its server ("
                                    + failure.getClass().getSimpleName()
                                    + ")");
            case SocketTimeoutException _ -> WebException.passing("its server gives no answer");
            case UnknownHostException _ -> WebException.passing("its host is not known");
            default ->
                    WebException.passing(
                            "its server cannot be asked ("
                                    + failure.getClass().getSimpleName()
                                    + ")");
        };
    }

    private static void pause(long millis) throws WebException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw WebException.lasting("it was interrupted");
        }
    }

    /** Of a clock that nobody sets: the boot may set the time. */
    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
