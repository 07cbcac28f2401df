package org.cloudinit.net.nic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.cloudinit.api.host.HostFiles;

/**
 * Which links carry traffic, so that they must not be set down: those with an IPv4 route or with a
 * permanent IPv6 address of global scope. The reference asks {@code ip addr} instead; a link that
 * is up has a route for each IPv4 address, and procfs costs no process.
 */
final class LinkAddresses {
    private static final String ROUTES = "/proc/net/route";
    private static final String ADDRESSES6 = "/proc/net/if_inet6";
    private static final int PERMANENT = 0x80;

    private LinkAddresses() {}

    /** Names of the links that are in use. */
    static Set<String> inUse(HostFiles files) throws IOException {
        Set<String> names = new HashSet<>();
        boolean heading = true;
        for (String line : lines(files, ROUTES)) {
            String[] fields = line.strip().split("\\s+", -1);
            if (!heading && !fields[0].isEmpty()) {
                names.add(fields[0]);
            }
            heading = false;
        }
        for (String line : lines(files, ADDRESSES6)) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length == 6 && fields[3].equals("00") && isPermanent(fields[4])) {
                names.add(fields[5]);
            }
        }
        return names;
    }

    private static boolean isPermanent(String flags) {
        try {
            return (Integer.parseInt(flags, 16) & PERMANENT) != 0;
        } catch (NumberFormatException notFromThisKernel) {
            // Rather leave a link alone than cut it off.
            return true;
        }
    }

    private static String[] lines(HostFiles files, String path) throws IOException {
        byte[] bytes = files.readIfPresent(path);
        return bytes == null
                ? new String[0]
                : new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    }
}
