package org.cloudinit.core.hostname;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds the host name on a line of its own, among comments ({@code HostnameConf}), or
 * as {@code HOSTNAME=} among other settings ({@code SysConf}).
 */
final class HostnameFile {
    private HostnameFile() {}

    /**
     * The file's text with another name. Comments and blank lines stay.
     *
     * @throws MalformedException if it holds several names: which one is meant nobody knows
     */
    static String withName(String text, String name, String path) {
        var lines = new ArrayList<String>();
        Set<String> names = new HashSet<>();
        for (String line : lines(text)) {
            int comment = line.indexOf('#');
            String head = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (head.isEmpty()) {
                lines.add(line);
            } else {
                names.add(head);
                lines.add(comment < 0 ? name : name + line.substring(comment));
            }
        }
        if (names.size() > 1) {
            throw new MalformedException(
                    "hostname.several",
                    "setting the host name",
                    Origin.of(path),
                    "the file holds several host names",
                    "Leave one line with a name in it.");
        }
        if (names.isEmpty()) {
            lines.add(name);
        }
        return String.join("\n", lines) + "\n";
    }

    /** The name on its line, or null. */
    static @Nullable String name(String text) {
        for (String line : lines(text)) {
            int comment = line.indexOf('#');
            String head = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!head.isEmpty()) {
                return head;
            }
        }
        return null;
    }

    /** The value of {@code HOSTNAME=}, or null. */
    static @Nullable String setting(String text) {
        for (String line : lines(text)) {
            String stripped = line.strip();
            if (stripped.startsWith("HOSTNAME=")) {
                String value = stripped.substring("HOSTNAME=".length()).strip();
                return value.replace("\"", "").replace("'", "");
            }
        }
        return null;
    }

    /** The file's text with {@code HOSTNAME=} set; other settings and comments stay. */
    static String withSetting(String text, String name) {
        var lines = new ArrayList<String>();
        boolean found = false;
        for (String line : lines(text)) {
            boolean isName = line.strip().startsWith("HOSTNAME=");
            lines.add(isName ? "HOSTNAME=" + name : line);
            found |= isName;
        }
        if (!found) {
            lines.add("HOSTNAME=" + name);
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return List.of(body.split("\n", -1));
    }
}
