package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.modules.KeptFile;
import org.cloudinit.modules.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which users may log in ({@code ssh_util.setup_user_keys}).
 *
 * @param host the machine
 */
record AuthorizedKeys(Host host) {
    /** What stands before a key that only tells whom to log in as, with two names to be put in. */
    static final String REDIRECTION =
            "no-port-forwarding,no-agent-forwarding,no-X11-forwarding,"
                    + "command=\"echo 'Please login as the user \\\"$USER\\\" rather than the user"
                    + " \\\"$DISABLE_USER\\\".';echo;sleep 10;exit 142\"";

    private static final int NEW_MODE = 0644;

    /** Options of a key that sends one who uses it to another user. */
    static String redirection(String pattern, String user, String to) {
        return pattern.replace("$USER", to).replace("$DISABLE_USER", user);
    }

    /**
     * A user's file and what is in it.
     *
     * @param path where it is, or is to be
     * @param lines its lines; none if it is not there
     */
    record KeyFile(String path, List<KeyLine> lines) {}

    /**
     * Adds keys to a user's file; one that is there already gets the new options and comment.
     *
     * @param options in place of each key's own; empty to keep those
     * @throws IOException also if there is no such user
     */
    void add(List<String> keys, String user, String options) throws IOException {
        Account account = new AccountTable(host).user(user);
        if (account == null) {
            throw new IOException("there is no user " + user + ", whose keys these are");
        }
        var lines = new ArrayList<KeyLine>();
        for (String key : keys) {
            lines.add(KeyLine.of(key, options));
        }
        KeyFile file = fileOf(account);
        new KeptFile(host.root()).write(file.path(), text(file.lines(), lines), NEW_MODE);
    }

    /** A user's file; it is made if it is not there and may be. */
    KeyFile fileOf(Account user) throws IOException {
        if (!user.home().startsWith("/")) {
            throw new IOException("user " + user.name() + " has no home folder");
        }
        String path = KeyFilePlace.of(user, host);
        String text = new KeptFile(host.root()).text(path);
        var lines = new ArrayList<KeyLine>();
        if (text != null) {
            for (String line : PythonText.lines(text)) {
                lines.add(KeyLine.of(line, ""));
            }
        }
        return new KeyFile(path, lines);
    }

    /** The lines that are there, with those keys replaced that are new, and the others added. */
    static String text(List<KeyLine> present, List<KeyLine> keys) {
        var text = new StringBuilder();
        for (KeyLine line : present) {
            KeyLine better = replacement(line, keys);
            text.append((better == null ? line : better).text()).append('\n');
        }
        var added = new HashSet<String>();
        for (KeyLine key : keys) {
            if (key.isKey() && replacement(key, present) == null && added.add(key.text())) {
                text.append(key.text()).append('\n');
            }
        }
        return text.toString();
    }

    /** The line with the same key: an equal one if there is, so that a second run does nothing. */
    private static @Nullable KeyLine replacement(KeyLine line, List<KeyLine> keys) {
        KeyLine found = null;
        for (KeyLine key : keys) {
            if (key.isSameKey(line) && (found == null || !found.text().equals(line.text()))) {
                found = key;
            }
        }
        return found;
    }
}
