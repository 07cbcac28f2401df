package org.cloudinit.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network link to be fabricated.
 *
 * @param name kernel name
 * @param mac link-layer address
 * @param driver name of its driver; null: no device stands behind it
 * @param attributes files of its sysfs folder and their text, over the usual ones
 */
public record SandboxNic(
        String name, String mac, @Nullable String driver, Map<String, String> attributes) {
    public SandboxNic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mac, "mac");
        attributes = Map.copyOf(attributes);
    }

    /** A virtio link that is down. */
    public static SandboxNic of(String name, String mac) {
        return new SandboxNic(name, mac, "virtio_net", Map.of());
    }

    /** Its sysfs files, relative to its folder. */
    Map<String, String> files(int index) {
        var files = new LinkedHashMap<String, String>();
        files.put("address", mac + "\n");
        files.put("addr_assign_type", "0\n");
        files.put("carrier", "0\n");
        files.put("dev_id", "0x0\n");
        files.put("flags", "0x1002\n");
        files.put("ifindex", index + "\n");
        files.put("iflink", index + "\n");
        files.put("mtu", "1500\n");
        files.put("operstate", "down\n");
        files.put("type", "1\n");
        files.put("uevent", "INTERFACE=" + name + "\nIFINDEX=" + index + "\n");
        if (driver != null) {
            files.put("device/device", "0x0001\n");
        }
        files.putAll(attributes);
        return files;
    }

    /** The loopback link, which every machine has. */
    static SandboxNic loopback() {
        return new SandboxNic(
                "lo",
                "00:00:00:00:00:00",
                null,
                Map.of(
                        "flags",
                        "0x9\n",
                        "type",
                        "772\n",
                        "mtu",
                        "65536\n",
                        "operstate",
                        "unknown\n"));
    }
}
