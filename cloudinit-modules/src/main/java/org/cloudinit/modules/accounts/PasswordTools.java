package org.cloudinit.modules.accounts;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner.Result;

/**
 * Passwords of users that are there: {@code passwd} and {@code chpasswd}, or BusyBox' own, which
 * differ in their exit codes and cannot expire one.
 */
final class PasswordTools {
    private static final String PASSWD = "/usr/bin/passwd";

    private final Host host;
    private final Tool tool;

    PasswordTools(Host host) {
        this.host = host;
        this.tool = new Tool(host);
    }

    /** A user's name and password, or its hash; prints neither. */
    record Entry(String user, String password) {
        @Override
        public String toString() {
            return "a password";
        }
    }

    /**
     * Sets passwords, as they are or hashed.
     *
     * @param lines whether each is a line of its own, the last one too
     */
    void set(List<Entry> entries, boolean hashed, boolean lines) throws IOException {
        var text = new StringBuilder();
        for (Entry entry : entries) {
            text.append(text.isEmpty() ? "" : "\n");
            text.append(entry.user()).append(':').append(entry.password());
        }
        if (lines) {
            text.append('\n');
        }
        // BusyBox does not know the long name of the option.
        if (hashed) {
            tool.feed(text.toString(), "chpasswd", "-e");
        } else {
            tool.feed(text.toString(), "chpasswd");
        }
    }

    private boolean isBusyBox() throws IOException {
        String link = host.root().readLink(PASSWD);
        return link != null && link.contains("bbsuid");
    }

    /** Makes log-in by password impossible. */
    void lock(String user) throws IOException {
        if (isBusyBox()) {
            runBusyBox("-l", user);
        } else if (tool.isInstalled("passwd")) {
            tool.run("passwd", "-l", user);
        } else {
            tool.run(usermod("--lock", user));
        }
    }

    /** Makes log-in by password possible, with an empty one too. */
    void unlock(String user) throws IOException {
        if (isBusyBox()) {
            runBusyBox("-u", user);
            return;
        }
        boolean passwd = tool.isInstalled("passwd");
        String[] command = passwd ? new String[] {"passwd", "-u", user} : usermod("--unlock", user);
        Result result = tool.tried(command);
        if (result.exitCode() != 0 && result.exitCode() != 3) {
            throw new IOException(command[0] + " ended with " + result.exitCode());
        }
        // Both say so, and leave it locked, where there is no password.
        if (result.error().length > 0) {
            if (passwd) {
                tool.run("passwd", "-d", user);
            } else {
                tool.run("usermod", "--password", "", user);
            }
        }
    }

    private String[] usermod(String option, String user) throws IOException {
        if (!tool.isInstalled("usermod")) {
            throw new IOException("neither passwd nor usermod is installed");
        }
        return new String[] {"usermod", option, user};
    }

    /** It ends with 1 where there is nothing to do, and says so. */
    private void runBusyBox(String option, String user) throws IOException {
        Result result = tool.tried("passwd", option, user);
        if (result.exitCode() > 1) {
            throw new IOException("passwd ended with " + result.exitCode());
        }
    }

    /** Has the user change the password at the next log-in. */
    void expire(String user) throws IOException {
        if (!isBusyBox()) {
            tool.run("passwd", "--expire", user);
            return;
        }
        var shadow = new ShadowFile(host.root());
        String changed = shadow.field(user, ShadowFile.LAST_CHANGE);
        if (changed == null) {
            throw new IOException("the user is not in " + ShadowFile.PATH);
        }
        if (!changed.equals("0")) {
            shadow.set(user, Map.of(ShadowFile.LAST_CHANGE, "0"));
        }
    }

    /** Whether a user has no password to log in with, locked or not. */
    boolean isEmpty(String user) throws IOException {
        String password = new ShadowFile(host.root()).field(user, ShadowFile.PASSWORD);
        return password != null && (password.isEmpty() || password.equals("!"));
    }
}
