package org.cloudinit.core.web;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address that can be asked, and who asks.
 *
 * @param target without user and fragment
 * @param authorization value of the header {@code Authorization}, or null
 */
record WebAddress(URI target, @Nullable String authorization) {
    private static final String KEPT = "-._~:/?#[]@!$&'()*+,;=%";

    /**
     * Reads an address as people write it: what may not stand in one is encoded, and without a
     * scheme {@code http} is meant.
     *
     * @throws WebException if it names no host, or another scheme
     */
    static WebAddress of(String written) throws WebException {
        String stated = written.strip();
        return of(uri(stated.contains("://") ? stated : "http://" + stated), null, null);
    }

    private static WebAddress of(URI uri, @Nullable URI before, @Nullable String authorization)
            throws WebException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw WebException.lasting("only http and https addresses are fetched");
        }
        if (uri.getHost() == null) {
            throw WebException.lasting("the address names no host");
        }
        String user = uri.getRawUserInfo();
        String kept = before != null && isSameServer(before, uri) ? authorization : null;
        return new WebAddress(withoutUser(uri, scheme), user == null ? kept : basic(user));
    }

    /** Where an answer leads to. Who asks is told to the same server alone. */
    WebAddress redirected(@Nullable String location) throws WebException {
        if (location == null) {
            throw WebException.lasting("the server redirects to nowhere");
        }
        return of(target.resolve(uri(location.strip())), target, authorization);
    }

    private static boolean isSameServer(URI one, URI other) {
        return other.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getPort() == other.getPort();
    }

    private static URI withoutUser(URI uri, String scheme) throws WebException {
        String authority = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri(scheme + "://" + authority + path + query);
    }

    private static String basic(String user) {
        byte[] plain = decoded(user);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }

    private static byte[] decoded(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            // A URI holds complete escapes only.
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static URI uri(String text) throws WebException {
        var encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0);
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
        try {
            return new URI(encoded.toString());
        } catch (URISyntaxException _) {
            throw WebException.lasting("it is no address");
        }
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }

    /** Nothing: addresses may hold secrets. */
    @Override
    public String toString() {
        return "an address";
    }
}
