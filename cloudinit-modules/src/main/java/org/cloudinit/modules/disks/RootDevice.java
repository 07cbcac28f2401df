package org.cloudinit.modules.disks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** Devices by their names, and the root device by what the kernel was told. */
final class RootDevice {
    private RootDevice() {}

    /** The device that the kernel's {@code root=} names ({@code rootdev_from_cmdline}), or null. */
    static @Nullable String ofCommandLine(HostFiles files) throws IOException {
        byte[] bytes = files.readIfPresent("/proc/cmdline");
        String line = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        for (String word : line.strip().split("\\s+", -1)) {
            if (word.startsWith("root=")) {
                return path(word.substring("root=".length()));
            }
        }
        return null;
    }

    private static String path(String name) {
        if (name.startsWith("/dev/")) {
            return name;
        }
        int equals = name.indexOf('=');
        String value = name.substring(equals + 1);
        return switch (equals < 0 ? "" : name.substring(0, equals)) {
            case "LABEL" -> "/dev/disk/by-label/" + value;
            case "UUID" -> "/dev/disk/by-uuid/" + value;
            case "PARTUUID" -> "/dev/disk/by-partuuid/" + value;
            case "PARTLABEL" -> "/dev/disk/by-partlabel/" + value;
            default -> "/dev/" + name;
        };
    }

    /** The kernel's name of a device: {@code sda1} of {@code /dev/disk/by-label/root}. */
    static String name(String device, HostFiles files) throws IOException {
        Path name = files.resolve(device).getFileName();
        return name == null ? device : name.toString();
    }

    /** Whether a device is there. */
    static boolean isDevice(String path, HostFiles files) throws IOException {
        FileFacts facts = files.facts(path);
        if (facts != null && facts.kind() == FileFacts.Kind.LINK) {
            facts = files.facts("/dev/" + name(path, files));
        }
        return facts != null && facts.kind() == FileFacts.Kind.OTHER;
    }

    /** In a container the devices are the host's matter. */
    static boolean isContainer(HostFiles files) {
        return files.exists("/run/systemd/container")
                || files.exists("/.dockerenv")
                || files.exists("/run/.containerenv");
    }
}
