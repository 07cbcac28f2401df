package org.cloudinit.api.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Whether the machine is a container ({@code util.is_container}), whose kernel command line and
 * firmware are its host's and speak of another machine. The reference starts {@code
 * systemd-detect-virt} for it; the files that this program looks at are looked at here, for a
 * program that is started costs a boot ten milliseconds.
 */
public final class Container {
    private Container() {}

    /** Whether the machine of these files is one. */
    public static boolean is(HostFiles files) {
        return files.exists("/run/systemd/container")
                || files.exists("/run/host/container-manager")
                || files.exists("/run/.containerenv")
                || files.exists("/.dockerenv")
                || (files.isDirectory("/proc/vz") && !files.isDirectory("/proc/bc"))
                || isNamedByFirstProcess(files);
    }

    /** What LXC, libvirt and systemd-nspawn give to the first process. */
    private static boolean isNamedByFirstProcess(HostFiles files) {
        try {
            byte[] bytes = files.readIfPresent("/proc/1/environ");
            if (bytes == null || bytes.length == 0) {
                return false;
            }
            String variables = "\0" + new String(bytes, StandardCharsets.UTF_8);
            return variables.contains("\0container=") || variables.contains("\0LIBVIRT_LXC_UUID=");
        } catch (IOException _) {
            // Only root may look, and only root asks in earnest.
            return false;
        }
    }
}
