package org.cloudinit.net.sysconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.net.render.Paths;

/** Whether this machine reads {@code ifcfg} files ({@code sysconfig.available}). */
final class SysconfigService {
    private static final Set<String> KNOWN =
            Set.of(
                    "almalinux",
                    "centos",
                    "cloudlinux",
                    "eurolinux",
                    "fedora",
                    "miraclelinux",
                    "openeuler",
                    "opencloudos",
                    "openmandriva",
                    "rhel",
                    "rocky",
                    "suse",
                    "tencentos",
                    "virtuozzo");

    private SysconfigService() {}

    static boolean available(HostFiles files) {
        return knownDistribution(files) && (scripts(files) || plugin(files));
    }

    private static boolean knownDistribution(HostFiles files) {
        String id = osId(files).toLowerCase(java.util.Locale.ROOT);
        return KNOWN.contains(id) || id.startsWith("opensuse") || id.startsWith("sle");
    }

    private static String osId(HostFiles files) {
        try {
            byte[] release = files.readIfPresent("/etc/os-release");
            if (release == null) {
                return "";
            }
            for (String line : new String(release, StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith("ID=")) {
                    return line.substring(3).strip().replace("\"", "").replace("'", "");
                }
            }
            return "";
        } catch (IOException _) {
            // A distribution that cannot be told is none of the known ones.
            return "";
        }
    }

    /** The network scripts themselves. */
    private static boolean scripts(HostFiles files) {
        return Paths.program(files, "ifup", "/sbin", "/usr/sbin") != null
                && Paths.program(files, "ifdown", "/sbin", "/usr/sbin") != null
                && (files.exists("/etc/sysconfig/network-scripts/network-functions")
                        || files.exists("/etc/sysconfig/config"));
    }

    /** NetworkManager's plugin that reads them. */
    private static boolean plugin(HostFiles files) {
        try {
            for (String lib : files.list("/usr")) {
                String folder = "/usr/" + lib + "/NetworkManager";
                if (lib.startsWith("lib") && files.isDirectory(folder)) {
                    for (String version : files.list(folder)) {
                        if (files.exists(
                                folder + "/" + version + "/libnm-settings-plugin-ifcfg-rh.so")) {
                            return true;
                        }
                    }
                }
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }
}
