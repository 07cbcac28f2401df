package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.modules.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * The machine's users and groups: {@code /etc/passwd} and {@code /etc/group}, read anew for each
 * question, for programs change them. Where {@code /etc/nsswitch.conf} names other services, {@code
 * getent} is asked for what the files do not know.
 *
 * @param host the machine
 */
record AccountTable(Host host) {
    private static final String USERS = "/etc/passwd";
    private static final String GROUPS = "/etc/group";
    private static final int USER_FIELDS = 6;
    private static final int GROUP_FIELDS = 3;

    /** A user, or null if there is none of that name. */
    @Nullable Account user(String name) throws IOException {
        String[] line = find(USERS, "passwd", USER_FIELDS, 0, name);
        int user = line == null ? -1 : number(line[2]);
        int group = line == null ? -1 : number(line[3]);
        return line == null || user < 0 || group < 0
                ? null
                : new Account(name, user, group, line[5]);
    }

    /** Whether there is a group of that name. */
    boolean hasGroup(String name) throws IOException {
        return find(GROUPS, "group", GROUP_FIELDS, 0, name) != null;
    }

    /** The name of a user's number; null if it has none. */
    @Nullable String userName(int number) throws IOException {
        String[] line = find(USERS, "passwd", USER_FIELDS, 2, Integer.toString(number));
        return line == null ? null : line[0];
    }

    /** Whether a user belongs to the group of that number, as its own group or as a member. */
    boolean belongs(Account user, int group) throws IOException {
        if (user.group() == group) {
            return true;
        }
        String[] line = find(GROUPS, "group", GROUP_FIELDS, 2, Integer.toString(group));
        return line != null
                && line.length > GROUP_FIELDS
                && Arrays.asList(line[GROUP_FIELDS].split(",", -1)).contains(user.name());
    }

    private String @Nullable [] find(
            String file, String database, int fields, int field, String wanted) throws IOException {
        if (wanted.isEmpty()) {
            return null;
        }
        for (String line : lines(host.root(), file)) {
            String[] words = line.split(":", -1);
            if (words.length >= fields && words[field].equals(wanted)) {
                return words;
            }
        }
        return isServedElsewhere(database) ? asked(database, fields, wanted) : null;
    }

    private String @Nullable [] asked(String database, int fields, String wanted)
            throws IOException {
        Result result = host.processes().run(Command.of("getent", "--", database, wanted));
        String[] words =
                PythonString.strip(new String(result.output(), StandardCharsets.UTF_8))
                        .split(":", -1);
        return result.success() && words.length >= fields ? words : null;
    }

    /** Whether users come from somewhere else too: {@code passwd: files sss}. */
    private boolean isServedElsewhere(String database) throws IOException {
        for (String line : lines(host.root(), "/etc/nsswitch.conf")) {
            if (!PythonString.strip(line).startsWith(database + ":")) {
                continue;
            }
            List<String> words = PythonText.words(line, Integer.MAX_VALUE);
            for (String word : words.subList(1, words.size())) {
                if (!List.of("files", "compat", "systemd").contains(word)
                        && !word.startsWith("[")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Lines of a file; none if it is not there. */
    static List<String> lines(HostFiles files, String path) throws IOException {
        byte[] bytes = files.readIfPresent(path);
        return bytes == null
                ? List.of()
                : new ArrayList<>(
                        Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n", -1)));
    }

    private static int number(String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
