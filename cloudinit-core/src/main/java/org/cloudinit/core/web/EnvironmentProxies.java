package org.cloudinit.core.web;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Through whom an address is asked: {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and
 * {@code no_proxy} of the environment, in small letters or, where these are not there, in capitals,
 * as Python's {@code requests} reads them.
 */
final class EnvironmentProxies {
    private final Map<String, String> environment;

    EnvironmentProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * A proxy.
     *
     * @param server where it is
     * @param authorization value of the header {@code Proxy-Authorization}, or null
     */
    record Through(Proxy server, @Nullable String authorization) {
        static final Through NOBODY = new Through(Proxy.NO_PROXY, null);

        /** Nothing: it may hold a secret. */
        @Override
        public String toString() {
            return "a proxy";
        }
    }

    /**
     * Who is asked for an address.
     *
     * @throws WebException if the environment names something else than a proxy for HTTP
     */
    Through of(URI target) throws WebException {
        String stated = variable(target.getScheme());
        if (stated.isEmpty()) {
            stated = variable("all");
        }
        if (stated.isEmpty() || isDirect(target)) {
            return Through.NOBODY;
        }
        WebAddress proxy;
        try {
            proxy = WebAddress.of(stated);
        } catch (WebException failure) {
            throw WebException.lasting("the proxy of the environment: " + failure.getMessage());
        }
        if (proxy.target().getScheme().equals("https")) {
            throw WebException.lasting("the proxy of the environment is itself asked over https");
        }
        int port = proxy.target().getPort() < 0 ? 80 : proxy.target().getPort();
        var address = new InetSocketAddress(proxy.target().getHost(), port);
        return new Through(new Proxy(Proxy.Type.HTTP, address), proxy.authorization());
    }

    /** The one in small letters counts even if it is empty. */
    private String variable(String what) {
        String name = what + "_proxy";
        String small = environment.get(name);
        return small == null ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : small;
    }

    private boolean isDirect(URI target) {
        String host = bare(target.getHost());
        String withPort = target.getPort() < 0 ? host : host + ":" + target.getPort();
        for (String exception : exceptions()) {
            if (exception.equals("*")
                    || isIn(host, exception)
                    || isBelow(host, exception)
                    || isBelow(withPort, exception)) {
                return true;
            }
        }
        return false;
    }

    private List<String> exceptions() {
        var exceptions = new ArrayList<String>();
        for (String exception : variable("no").split(",", -1)) {
            String name = exception.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                exceptions.add(name.startsWith(".") ? name.substring(1) : name);
            }
        }
        return exceptions;
    }

    private static String bare(String host) {
        String small = host.toLowerCase(Locale.ROOT);
        return small.startsWith("[") ? small.substring(1, small.length() - 1) : small;
    }

    private static boolean isBelow(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    /** Whether an IPv4 address is within a network: {@code 169.254.0.0/16}. */
    private static boolean isIn(String host, String network) {
        int slash = network.indexOf('/');
        if (slash < 0) {
            return false;
        }
        long address = ipv4(host);
        long first = ipv4(network.substring(0, slash));
        String stated = network.substring(slash + 1);
        boolean isLength = stated.length() == 1 || stated.length() == 2;
        if (address < 0 || first < 0 || !isLength || !isNumber(stated)) {
            return false;
        }
        int bits = Integer.parseInt(stated);
        return bits >= 1 && bits <= 32 && (address >> (32 - bits)) == (first >> (32 - bits));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The address as a number; -1 for what is none. */
    private static long ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long address = 0;
        for (String part : parts) {
            if (!isNumber(part) || part.length() > 3 || Integer.parseInt(part) > 255) {
                return -1;
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }
}
