package org.cloudinit.core.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.instance.SystemHostname;

/**
 * What {@code instance-data.json} says about the machine ({@code util.system_info}), read from the
 * machine's own files.
 *
 * @param distro {@code ID}, {@code VERSION_ID} and code name of the distribution
 * @param release the kernel's release
 * @param kernelVersion the kernel's build
 * @param hostname the name that the kernel knows at the moment
 * @param machine {@code x86_64}
 */
record SystemFacts(
        Distribution distro,
        String release,
        String kernelVersion,
        String hostname,
        String machine) {
    private static final String SYSTEM = "Linux";

    static SystemFacts read(HostFiles files) {
        return new SystemFacts(
                Distribution.read(files, machineName()),
                kernel(files, "osrelease", System.getProperty("os.version", "")),
                kernel(files, "version", ""),
                SystemHostname.read(files),
                machineName());
    }

    private static String kernel(HostFiles files, String name, String otherwise) {
        try {
            byte[] bytes = files.readIfPresent("/proc/sys/kernel/" + name);
            return bytes == null ? otherwise : new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return otherwise;
        }
    }

    /** The kernel's name for what Java calls {@code amd64}. */
    private static String machineName() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("amd64") ? "x86_64" : arch;
    }

    String platform() {
        return SYSTEM + "-" + release + "-" + machine;
    }

    /** {@code sys_info}. There is no Python here, so its version is an empty text. */
    Mapping mapping() {
        return Mapping.builder()
                .put("dist", Sequence.ofTexts(distro.triple()))
                .put("platform", platform())
                .put("python", "")
                .put("release", release)
                .put("system", SYSTEM)
                .put(
                        "uname",
                        Sequence.ofTexts(
                                List.of(SYSTEM, hostname, release, kernelVersion, machine, "")))
                .put("variant", distro.variant())
                .build();
    }
}
