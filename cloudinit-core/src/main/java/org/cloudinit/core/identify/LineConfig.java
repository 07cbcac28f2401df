package org.cloudinit.core.identify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as detection reads it, line by line without YAML ({@code check_config}): it
 * decides before the configuration counts, and as the script does whose place it takes.
 */
final class LineConfig {
    private static final String MAIN = "/etc/cloud/cloud.cfg";

    private final List<String> lines;

    private LineConfig(List<String> lines) {
        this.lines = lines;
    }

    /** Reads {@code cloud.cfg}, then the files beside it in the order of their names. */
    static LineConfig read(HostFiles files) {
        var lines = new ArrayList<String>();
        add(MAIN, files, lines);
        List<String> names = List.of();
        try {
            names = files.list(MAIN + ".d");
        } catch (IOException _) {
            // What cannot be read says nothing here; the stage will report it.
        }
        for (String name : names) {
            if (name.endsWith(".cfg") && !name.startsWith(".")) {
                add(MAIN + ".d/" + name, files, lines);
            }
        }
        return new LineConfig(lines);
    }

    private static void add(String path, HostFiles files, List<String> lines) {
        try {
            byte[] bytes = files.readIfPresent(path);
            if (bytes != null) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                lines.addAll(List.of(text.split("\n", -1)));
            }
        } catch (IOException _) {
            // As above.
        }
    }

    /** Whether a line has the key, outside of a comment. */
    boolean has(String key) {
        return last(key) != null;
    }

    /**
     * The items of a key whose value is a list on the same line; the last line that has the key
     * counts. Empty where it has no such value.
     */
    List<String> list(String key) {
        String line = last(key);
        if (line == null) {
            return List.of();
        }
        int blank = line.indexOf(": ");
        String value = blank < 0 ? line : line.substring(blank + 2);
        return ShellText.items(value.substring(value.lastIndexOf(':') + 1).strip());
    }

    /** The last line with the key, without its comment. */
    private @Nullable String last(String key) {
        String found = null;
        for (String line : lines) {
            String said = ShellText.withoutComment(line);
            if (isKey(line, key) && !said.isEmpty()) {
                found = said;
            }
        }
        return found;
    }

    /** The key anywhere in the line, then quotes, then blanks, then a colon. */
    private static boolean isKey(String line, String key) {
        for (int at = line.indexOf(key); at >= 0; at = line.indexOf(key, at + 1)) {
            int i = at + key.length();
            while (i < line.length() && (line.charAt(i) == '"' || line.charAt(i) == '\'')) {
                i++;
            }
            while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
                i++;
            }
            if (i < line.length() && line.charAt(i) == ':') {
                return true;
            }
        }
        return false;
    }
}
