package org.cloudinit.modules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an address names: a file of the machine, or something of a web server ({@code
 * url_helper.read_file_or_url}). Messages show the server, never the rest of the address, which may
 * hold a password.
 *
 * @param files the machine's files
 * @param attempts how often a server is asked
 * @param pauseMillis how long is waited between
 */
public record Download(HostFiles files, int attempts, long pauseMillis) {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int REDIRECTS = 10;

    /** As often as the original asks for a file of {@code write_files}. */
    public static Download of(HostFiles files) {
        return new Download(files, 4, 3_000);
    }

    /**
     * The bytes at an address.
     *
     * @param address {@code file:}, {@code http:} or {@code https:}; a path counts as a file
     * @param headers lines of the request's head
     * @throws IOException if it cannot be had, or is larger than {@value HostFiles#DEFAULT_LIMIT}
     */
    public byte[] read(String address, Map<String, String> headers) throws IOException {
        if (address.startsWith("/")) {
            return files.read(address);
        }
        if (address.toLowerCase(Locale.ROOT).startsWith("file://")) {
            return files.read(address.substring("file://".length()));
        }
        return ask(address, headers, null);
    }

    /**
     * Sends a form to a web server, and reads what it answers.
     *
     * @param address {@code http:} or {@code https:}
     * @param form the form's bytes
     * @param headers lines of the request's head
     * @throws IOException if it cannot be sent, or the server answers with a failure every time
     */
    public byte[] post(String address, byte[] form, Map<String, String> headers)
            throws IOException {
        return ask(address, headers, form);
    }

    private byte[] ask(String address, Map<String, String> headers, byte @Nullable [] form)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return fetch(uri(address), headers, form);
            } catch (IOException failure) {
                if (attempt >= attempts) {
                    throw failure;
                }
                pause();
            }
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a server was waited for", stop);
        }
    }

    private static URI uri(String address) throws IOException {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException malformed) {
            throw new IOException("not an address: " + malformed.getReason(), malformed);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
            throw new IOException("not an address of a web server");
        }
        return uri;
    }

    /** A server that sends a form elsewhere wants it again only with codes 307 and 308. */
    private static byte[] fetch(URI address, Map<String, String> headers, byte @Nullable [] form)
            throws IOException {
        URI uri = address;
        byte[] body = form;
        for (int redirect = 0; redirect <= REDIRECTS; redirect++) {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            try {
                connection.setInstanceFollowRedirects(false);
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                headers.forEach(connection::setRequestProperty);
                if (body != null) {
                    send(body, connection);
                }
                int code = connection.getResponseCode();
                String next = connection.getHeaderField("Location");
                if (code / 100 == 3 && next != null) {
                    uri = uri(uri.resolve(next).toString());
                    body = code < 304 ? null : body;
                    continue;
                }
                return body(connection, code, uri.getHost());
            } finally {
                connection.disconnect();
            }
        }
        throw new IOException(address.getHost() + " redirects in a circle");
    }

    private static void send(byte[] body, HttpURLConnection connection) throws IOException {
        connection.setDoOutput(true);
        connection.setRequestMethod("POST");
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    private static byte[] body(HttpURLConnection connection, int code, String server)
            throws IOException {
        if (code / 100 != 2) {
            throw new IOException(server + " answered " + code);
        }
        try (InputStream in = connection.getInputStream()) {
            byte[] bytes = in.readNBytes(HostFiles.DEFAULT_LIMIT + 1);
            if (bytes.length > HostFiles.DEFAULT_LIMIT) {
                throw new IOException(server + " sends more than a file may hold");
            }
            return bytes;
        }
    }
}
