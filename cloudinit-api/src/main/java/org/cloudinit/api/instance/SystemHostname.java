package org.cloudinit.api.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.host.HostFiles;

/** The name that the machine has at the moment. */
public final class SystemHostname {
    /** Where the kernel shows and takes the name. */
    public static final String KERNEL = "/proc/sys/kernel/hostname";

    private SystemHostname() {}

    /** The kernel's word; {@code localhost} where it does not say. */
    public static String read(HostFiles files) {
        try {
            byte[] bytes = files.readIfPresent(KERNEL);
            String name = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException _) {
            return "localhost";
        }
    }

    /**
     * The full name that {@code /etc/hosts} has for a short one, or an empty text ({@code
     * util.get_fqdn_from_hosts}): the first name of a line on which the short one comes later.
     */
    static String fullName(String name, HostFiles files) {
        String text;
        try {
            byte[] bytes = files.readIfPresent("/etc/hosts");
            text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
        for (String line : text.split("\n", -1)) {
            int comment = line.indexOf('#');
            String[] words =
                    (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", -1);
            for (int i = 2; i < words.length; i++) {
                if (words[i].equals(name)) {
                    return words[1];
                }
            }
        }
        return "";
    }
}
