package org.cloudinit.modules;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.host.HostFiles;

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
        for (int attempt = 1; ; attempt++) {
            try {
                return fetch(uri(address), headers);
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

    private static byte[] fetch(URI address, Map<String, String> headers) throws IOException {
        URI uri = address;
        for (int redirect = 0; redirect <= REDIRECTS; redirect++) {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            try {
                connection.setInstanceFollowRedirects(false);
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                headers.forEach(connection::setRequestProperty);
                int code = connection.getResponseCode();
                String next = connection.getHeaderField("Location");
                if (code / 100 == 3 && next != null) {
                    uri = uri(uri.resolve(next).toString());
                    continue;
                }
                return body(connection, code, uri.getHost());
            } finally {
                connection.disconnect();
            }
        }
        throw new IOException(address.getHost() + " redirects in a circle");
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
