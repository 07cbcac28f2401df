package org.cloudinit.net.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;

/**
 * Whether the service that reads a renderer's files is installed ({@code available()} of the
 * reference's renderers). Asked of the files under the root folder only.
 */
public final class NetworkServices {
    private static final List<String> SYSTEM_FOLDERS = List.of("/sbin", "/usr/sbin");

    /** The search path of a service that systemd starts. */
    private static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private static final List<String> UNIT_FOLDERS =
            List.of(
                    "/etc/systemd/system",
                    "/run/systemd/system",
                    "/usr/lib/systemd/system",
                    "/lib/systemd/system");

    private static final String NM_UNIT = "NetworkManager.service";

    /**
     * Distributions whose network scripts the sysconfig renderer knows, as os-release names them.
     */
    private static final Set<String> SYSCONFIG_DISTROS =
            Set.of(
                    "almalinux",
                    "azurelinux",
                    "centos",
                    "cloudlinux",
                    "cos",
                    "eurolinux",
                    "fedora",
                    "mariner",
                    "miraclelinux",
                    "openeuler",
                    "opencloudos",
                    "openmandriva",
                    "rhel",
                    "rocky",
                    "suse",
                    "opensuse",
                    "opensuse-leap",
                    "opensuse-microos",
                    "opensuse-tumbleweed",
                    "sle_hpc",
                    "sle-micro",
                    "sled",
                    "sles",
                    "tencentos",
                    "virtuozzo");

    private NetworkServices() {}

    /** The service that reads the files of a renderer, by the renderer's name. */
    public static boolean of(String renderer, HostFiles files) {
        return switch (renderer) {
            case "eni" -> eni(files);
            case "netplan" -> netplan(files);
            case "network-manager" -> networkManager(files);
            case "networkd" -> networkd(files);
            case "sysconfig" -> sysconfig(files);
            default -> throw new IllegalArgumentException("no service for " + renderer);
        };
    }

    /** netplan. */
    public static boolean netplan(HostFiles files) {
        return has(files, SYSTEM_FOLDERS, "netplan");
    }

    /** ifupdown. */
    public static boolean eni(HostFiles files) {
        return has(files, SYSTEM_FOLDERS, "ifquery")
                && has(files, SYSTEM_FOLDERS, "ifup")
                && has(files, SYSTEM_FOLDERS, "ifdown")
                && isFile(files, "/etc/network/interfaces");
    }

    /**
     * The network scripts of Red Hat and SUSE, or NetworkManager's plugin that reads their files.
     */
    public static boolean sysconfig(HostFiles files) {
        return SYSCONFIG_DISTROS.contains(distribution(files))
                && (hasNetworkScripts(files) || hasIfcfgPlugin(files));
    }

    private static boolean hasNetworkScripts(HostFiles files) {
        return has(files, SYSTEM_FOLDERS, "ifup")
                && has(files, SYSTEM_FOLDERS, "ifdown")
                && (isFile(files, "/etc/sysconfig/network-scripts/network-functions")
                        || isFile(files, "/etc/sysconfig/config"));
    }

    /** {@code /usr/lib*}{@code /NetworkManager/*}{@code /libnm-settings-plugin-ifcfg-rh.so}. */
    private static boolean hasIfcfgPlugin(HostFiles files) {
        for (String library : List.of("/usr/lib64", "/usr/lib", "/usr/lib32")) {
            String folder = library + "/NetworkManager";
            for (String version : names(files, folder)) {
                if (files.exists(folder + "/" + version + "/libnm-settings-plugin-ifcfg-rh.so")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** systemd-networkd. */
    public static boolean networkd(HostFiles files) {
        List<String> folders = List.of("/usr/sbin", "/bin");
        return has(files, folders, "ip") && has(files, folders, "systemctl");
    }

    /** NetworkManager; under systemd its service must be enabled, too. */
    public static boolean networkManager(HostFiles files) {
        return has(files, PATH, "nmcli")
                && (!files.isDirectory("/run/systemd/system") || isNetworkManagerEnabled(files));
    }

    /** What {@code systemctl is-enabled} looks at: a unit that something wants and nobody masks. */
    private static boolean isNetworkManagerEnabled(HostFiles files) {
        boolean wanted = false;
        for (String folder : UNIT_FOLDERS) {
            if ("/dev/null".equals(link(files, folder + "/" + NM_UNIT))) {
                return false;
            }
            wanted |= isThere(files, folder + "/multi-user.target.wants/" + NM_UNIT);
            wanted |= isThere(files, folder + "/network.target.wants/" + NM_UNIT);
        }
        return wanted;
    }

    private static boolean has(HostFiles files, List<String> folders, String program) {
        for (String folder : folders) {
            if (files.isExecutable(folder + "/" + program)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFile(HostFiles files, String path) {
        return files.exists(path) && !files.isDirectory(path);
    }

    /** Whether the name is taken, even by a link whose target is not there. */
    private static boolean isThere(HostFiles files, String path) {
        try {
            FileFacts facts = files.facts(path);
            return facts != null;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String link(HostFiles files, String path) {
        try {
            String target = files.readLink(path);
            return target == null ? "" : target;
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** {@code ID} of os-release in lower case; empty where there is none. */
    private static String distribution(HostFiles files) {
        for (String path : List.of("/etc/os-release", "/usr/lib/os-release")) {
            String text = text(files, path);
            for (String line : text.split("\n", -1)) {
                if (line.startsWith("ID=")) {
                    return line.substring(3)
                            .strip()
                            .replace("\"", "")
                            .replace("'", "")
                            .toLowerCase(Locale.ROOT);
                }
            }
        }
        return "";
    }

    private static List<String> names(HostFiles files, String folder) {
        try {
            return files.list(folder);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static String text(HostFiles files, String path) {
        try {
            byte[] bytes = files.readIfPresent(path);
            return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
