package org.cloudinit.modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.RenderedFile;
import org.jspecify.annotations.Nullable;

/** Files of lines {@code KEY=value} that shells read ({@code rhel_util}, {@code SysConf}). */
public final class SettingsFile {
    private SettingsFile() {}

    /** The value of a key without its quotes; null where file or key is not there. */
    public static @Nullable String read(String path, String key, HostFiles files)
            throws IOException {
        byte[] bytes = files.readIfPresent(path);
        if (bytes == null) {
            return null;
        }
        String value = null;
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            if (isOf(key, line)) {
                value = unquoted(line.substring(line.indexOf('=') + 1).strip());
            }
        }
        return value;
    }

    /** Sets a key; the file's other lines stay, and a new file says who made it. */
    public static void set(String path, String key, String value, Host host) throws IOException {
        byte[] bytes = host.root().readIfPresent(path);
        var lines = new ArrayList<String>();
        if (bytes == null) {
            lines.add(GeneratedHeader.of("Created", host.clock()));
        } else {
            lines.addAll(new String(bytes, StandardCharsets.UTF_8).lines().toList());
        }
        String setting = key + "=" + quoted(value);
        boolean isSet = false;
        for (int i = 0; i < lines.size(); i++) {
            if (isOf(key, lines.get(i))) {
                lines.set(i, setting);
                isSet = true;
            }
        }
        if (!isSet) {
            lines.add(setting);
        }
        host.root().write(RenderedFile.text(path, String.join("\n", lines) + "\n", 0644));
    }

    private static boolean isOf(String key, String line) {
        int equals = line.indexOf('=');
        return equals > 0 && line.substring(0, equals).strip().equals(key);
    }

    private static String unquoted(String value) {
        boolean isQuoted =
                value.length() > 1
                        && "\"'".indexOf(value.charAt(0)) >= 0
                        && value.charAt(0) == value.charAt(value.length() - 1);
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    /** A value with blanks in it is quoted, as a shell needs it. */
    private static String quoted(String value) {
        for (String blank : List.of(" ", "\t", "\r", "\n")) {
            if (value.contains(blank)) {
                return "'" + value.replace("'", "'\"'\"'") + "'";
            }
        }
        return value;
    }
}
