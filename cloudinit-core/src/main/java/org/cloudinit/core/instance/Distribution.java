package org.cloudinit.core.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.cloudinit.api.host.HostFiles;

/**
 * What {@code /etc/os-release} says ({@code util.get_linux_distro}).
 *
 * @param id {@code debian}
 * @param version {@code 12}
 * @param codename {@code bookworm}; what stands in its place differs between distributions
 */
record Distribution(String id, String version, String codename) {
    static Distribution read(HostFiles files, String machine) {
        String text = "";
        try {
            byte[] bytes = files.readIfPresent("/etc/os-release");
            text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            // An unreadable file says as little as none.
        }
        return parse(text, machine);
    }

    static Distribution parse(String text, String machine) {
        String id = value(text, "ID");
        String codename =
                switch (id) {
                    case "alpine", "photon", "virtuozzo" -> value(text, "PRETTY_NAME");
                    default ->
                            id.contains("sles") || id.contains("suse") ? machine : codename(text);
                };
        return new Distribution(
                id.equals("rhel") ? "redhat" : id, value(text, "VERSION_ID"), codename);
    }

    /** {@code VERSION_CODENAME}, or what {@code VERSION="9.5 (Blue Onyx)"} has in brackets. */
    private static String codename(String text) {
        String codename = value(text, "VERSION_CODENAME");
        if (!codename.isEmpty()) {
            return codename;
        }
        String version = value(text, "VERSION");
        int open = version.indexOf(" (");
        int close = version.indexOf(')', open + 2);
        return open > 0 && version.indexOf(' ') == open && close > open + 2
                ? version.substring(open + 2, close)
                : "";
    }

    /** The last value of a shell assignment, without its quotes. */
    private static String value(String text, String key) {
        String found = "";
        for (String line : text.split("\n", -1)) {
            String assignment = line.strip();
            if (assignment.startsWith(key) && assignment.startsWith("=", key.length())) {
                found = unquoted(assignment.substring(key.length() + 1).strip());
            }
        }
        return found;
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && ((value.startsWith("\"") && value.endsWith("\""))
                                || (value.startsWith("'") && value.endsWith("'")));
        return quoted ? value.substring(1, value.length() - 1).replace("\\\"", "\"") : value;
    }

    List<String> triple() {
        return List.of(id, version, codename);
    }

    /** The family of templates that fits ({@code util._get_variant}). */
    String variant() {
        return switch (id.toLowerCase(Locale.ROOT)) {
            case "ubuntu", "linuxmint", "mint" -> "ubuntu";
            case "redhat" -> "rhel";
            case "opensuse",
                    "opensuse-leap",
                    "opensuse-microos",
                    "opensuse-tumbleweed",
                    "sle_hpc",
                    "sle-micro",
                    "sles" ->
                    "suse";
            case "almalinux",
                    "alpine",
                    "aosc",
                    "arch",
                    "azurelinux",
                    "centos",
                    "cloudlinux",
                    "debian",
                    "eurolinux",
                    "fedora",
                    "mariner",
                    "miraclelinux",
                    "opencloudos",
                    "openeuler",
                    "openmandriva",
                    "photon",
                    "rhel",
                    "rocky",
                    "suse",
                    "tencentos",
                    "virtuozzo" ->
                    id.toLowerCase(Locale.ROOT);
            default -> "linux";
        };
    }
}
