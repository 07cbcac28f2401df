package org.cloudinit.core.identify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/**
 * What a machine shows of its platform before anything is mounted.
 *
 * @param commandLine the kernel's command line; of a container that of its first process
 * @param virtualization systemd's word for what runs the machine; {@code unavailable} where it is
 *     not known
 * @param dmi fields of {@code /sys/class/dmi/id}; those that are absent are {@code unavailable}
 * @param fileSystems labelled file systems; none in a container, whose devices are its host's
 */
public record PlatformFacts(
        String commandLine,
        String virtualization,
        Map<String, String> dmi,
        List<FileSystemLabel> fileSystems) {
    /** What is not known. */
    public static final String UNAVAILABLE = "unavailable";

    private static final List<String> DMI_FIELDS =
            List.of(
                    "sys_vendor",
                    "board_name",
                    "chassis_asset_tag",
                    "product_name",
                    "product_serial",
                    "product_uuid");

    private static final List<String> CONTAINERS =
            List.of(
                    "container-other",
                    "lxc",
                    "lxc-libvirt",
                    "systemd-nspawn",
                    "docker",
                    "rkt",
                    "jail");

    public PlatformFacts {
        dmi = Collections.unmodifiableMap(new LinkedHashMap<>(dmi));
        fileSystems = isContainer(virtualization) ? List.of() : List.copyOf(fileSystems);
    }

    /**
     * Reads the facts; starts no program.
     *
     * @param environment variables: systemd tells its generators {@code SYSTEMD_VIRTUALIZATION}
     * @param fileSystems what lies on the machine's block devices
     */
    public static PlatformFacts read(
            HostFiles files, Map<String, String> environment, List<FileSystemLabel> fileSystems) {
        String virtualization = virtualization(files, environment);
        var dmi = new LinkedHashMap<String, String>();
        for (String field : DMI_FIELDS) {
            dmi.put(field, firstLine(files, "/sys/class/dmi/id/" + field));
        }
        return new PlatformFacts(
                commandLine(files, isContainer(virtualization)), virtualization, dmi, fileSystems);
    }

    /** A field of the firmware's table. */
    public String dmi(String field) {
        return dmi.getOrDefault(field, UNAVAILABLE);
    }

    /** Whether the machine shares its kernel, and so its devices, with others. */
    public boolean isContainer() {
        return isContainer(virtualization);
    }

    private static boolean isContainer(String virtualization) {
        return CONTAINERS.contains(virtualization);
    }

    /** Whether a file system has one of the labels. */
    boolean hasLabel(String... labels) {
        for (FileSystemLabel fileSystem : fileSystems) {
            for (String label : labels) {
                if (fileSystem.label().equals(label)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasUuid(String uuid) {
        for (FileSystemLabel fileSystem : fileSystems) {
            if (fileSystem.uuid().equals(uuid)) {
                return true;
            }
        }
        return false;
    }

    private static String virtualization(HostFiles files, Map<String, String> environment) {
        String told = environment.getOrDefault("SYSTEMD_VIRTUALIZATION", "");
        if (!told.isEmpty()) {
            return told.substring(told.indexOf(':') + 1);
        }
        String container = firstLine(files, "/run/systemd/container");
        if (!container.equals(UNAVAILABLE) && !container.isEmpty()) {
            return container;
        }
        return firstLine(files, "/sys/hypervisor/type").equals("xen") ? "xen" : UNAVAILABLE;
    }

    private static String commandLine(HostFiles files, boolean container) {
        String text = text(files, container ? "/proc/1/cmdline" : "/proc/cmdline");
        if (text == null) {
            return UNAVAILABLE + (container ? ":container" : ":no-cmdline");
        }
        String line = container ? text.replace('\0', ' ') : text;
        int end = line.indexOf('\n');
        return (end < 0 ? line : line.substring(0, end)).strip();
    }

    private static String firstLine(HostFiles files, String path) {
        String text = text(files, path);
        if (text == null) {
            return UNAVAILABLE;
        }
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private static @Nullable String text(HostFiles files, String path) {
        try {
            byte[] bytes = files.readIfPresent(path);
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return null;
        }
    }
}
