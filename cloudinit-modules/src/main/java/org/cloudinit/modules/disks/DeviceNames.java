package org.cloudinit.modules.disks;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/**
 * Devices as users name them ({@code sanitize_devname}): short names, names of the cloud such as
 * {@code ephemeral0}, aliases, and a partition behind a dot.
 *
 * @param files the machine's files
 * @param cloud devices by the cloud's names ({@code block-device-mapping})
 * @param aliases {@code device_aliases} of the configuration
 */
record DeviceNames(HostFiles files, Mapping cloud, Mapping aliases) {
    /** The path of the device, or of its first partition; null where there is no such device. */
    @Nullable String path(String stated) throws IOException {
        if (stated.indexOf(':') > 0) {
            return stated;
        }
        String name = stated.equals("ephemeral") ? "ephemeral0" : stated;
        int dot = name.lastIndexOf('.');
        String number = dot < 0 ? null : name.substring(dot + 1);
        String device = dot < 0 ? name : name.substring(0, dot);
        String alias = aliases.shown(device);
        device = alias == null ? device : alias;
        if (isCloudName(device)) {
            device = ofCloud(device);
        } else if (isShort(stated)) {
            device = "/dev/" + device;
        }
        if (device == null) {
            return null;
        }
        String partition = partition(device, number == null ? "1" : number);
        if (partition == null && number != null) {
            return null;
        }
        return isBlock(device, partition) ? (partition == null ? device : partition) : null;
    }

    /**
     * A whole device by its alias, a name of the cloud or the label of its file system; null where
     * it has none of these ({@code device_name_to_device}).
     */
    @Nullable String disk(String stated) {
        String alias = aliases.shown(stated);
        String name = alias == null ? stated : alias;
        String found = ofCloud(name);
        String label = "/dev/disk/by-label/" + name;
        if (found == null && name.indexOf('/') < 0 && files.exists(label)) {
            found = label;
        }
        return found == null ? alias : found;
    }

    private static boolean isCloudName(String name) {
        return switch (name) {
            case "ami", "root", "swap" -> true;
            default -> name.startsWith("ephemeral") || name.startsWith("ebs");
        };
    }

    private @Nullable String ofCloud(String name) {
        String found = cloud.shown(name);
        if (found == null && name.equals("ephemeral0")) {
            found = cloud.shown("ephemeral");
        }
        if (found == null) {
            return null;
        }
        return found.startsWith("/") ? found : "/dev/" + found;
    }

    /** {@code sda}, {@code vdb1}, {@code xvdc}, {@code sr0}. */
    static boolean isShort(String name) {
        String rest = name.startsWith("x") ? name.substring(1) : name;
        if (name.startsWith("sr")) {
            return name.length() > 2 && digits(name, 2);
        }
        return rest.length() >= 3
                && "shv".indexOf(rest.charAt(0)) >= 0
                && rest.charAt(1) == 'd'
                && rest.charAt(2) >= 'a'
                && rest.charAt(2) <= 'z'
                && digits(rest, 3);
    }

    private static boolean digits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private @Nullable String partition(String device, String number) {
        for (String suffix : List.of(number, "p" + number, "-part" + number)) {
            if (files.exists(device + suffix)) {
                return device + suffix;
            }
        }
        return null;
    }

    private boolean isBlock(String device, @Nullable String partition) throws IOException {
        String name = RootDevice.name(absolute(device), files);
        String disk = "/sys/block/" + name;
        if (partition != null) {
            return files.exists(disk + "/" + RootDevice.name(absolute(partition), files));
        }
        // The second folder has partitions too: vdb1 is as good a name as vdb.1.
        return files.exists(disk) || files.exists("/sys/class/block/" + name);
    }

    private static String absolute(String device) {
        return device.startsWith("/") ? device : "/" + device;
    }

    /** Devices that an EC2 part of the meta-data names. */
    static Mapping ofMetadata(Mapping extras) {
        return extras.find("ec2_metadata", "block-device-mapping") instanceof Mapping mapping
                ? mapping
                : Mapping.EMPTY;
    }
}
