package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.host.HostFiles;

/**
 * Numbers of users and groups, from the machine's own {@code /etc/passwd} and {@code /etc/group}.
 * The JDK's look-up would ask this program's system, which under another root folder is not the
 * machine.
 */
final class Accounts {
    private static final int NUMBER_FIELD = 2;

    private final HostFiles files;

    Accounts(HostFiles files) {
        this.files = files;
    }

    /** The number of a user, given by name or number. */
    int user(String name) throws IOException {
        return number(name, "/etc/passwd", "user");
    }

    /** The number of a group, given by name or number. */
    int group(String name) throws IOException {
        return number(name, "/etc/group", "group");
    }

    private int number(String name, String table, String what) throws IOException {
        if (isNumber(name)) {
            return Integer.parseInt(name);
        }
        byte[] bytes = files.readIfPresent(table);
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            String[] fields = line.split(":", -1);
            if (fields.length > NUMBER_FIELD
                    && fields[0].equals(name)
                    && isNumber(fields[NUMBER_FIELD])) {
                return Integer.parseInt(fields[NUMBER_FIELD]);
            }
        }
        if (name.equals("root")) {
            return 0;
        }
        throw new IOException("unknown " + what + " " + name + ": not in " + table);
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
