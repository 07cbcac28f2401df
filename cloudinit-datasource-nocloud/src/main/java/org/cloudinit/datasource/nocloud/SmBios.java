package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.cloudinit.api.host.Container;
import org.cloudinit.api.host.HostFiles;

/** What the firmware says of the machine ({@code dmi.py} of the original). */
final class SmBios {
    private static final String FOLDER = "/sys/class/dmi/id/";

    /** The names that configuration uses, and the kernel's. */
    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry("baseboard-asset-tag", "board_asset_tag"),
                    Map.entry("baseboard-manufacturer", "board_vendor"),
                    Map.entry("baseboard-product-name", "board_name"),
                    Map.entry("baseboard-serial-number", "board_serial"),
                    Map.entry("baseboard-version", "board_version"),
                    Map.entry("bios-release-date", "bios_date"),
                    Map.entry("bios-vendor", "bios_vendor"),
                    Map.entry("bios-version", "bios_version"),
                    Map.entry("chassis-asset-tag", "chassis_asset_tag"),
                    Map.entry("chassis-manufacturer", "chassis_vendor"),
                    Map.entry("chassis-serial-number", "chassis_serial"),
                    Map.entry("chassis-version", "chassis_version"),
                    Map.entry("system-manufacturer", "sys_vendor"),
                    Map.entry("system-product-name", "product_name"),
                    Map.entry("system-serial-number", "product_serial"),
                    Map.entry("system-uuid", "product_uuid"),
                    Map.entry("system-version", "product_version"));

    private final HostFiles files;

    SmBios(HostFiles files) {
        this.files = files;
    }

    /** The system's serial number; empty where there is none. */
    String serial() {
        return read("product_serial");
    }

    /** Whether there is a field of this name. */
    static boolean isField(String name) {
        return FILES.containsKey(name);
    }

    /** A field by the name that configuration uses; empty where it has no value. */
    String field(String name) {
        return read(FILES.getOrDefault(name, ""));
    }

    private String read(String name) {
        byte[] bytes;
        try {
            bytes = name.isEmpty() ? null : files.readIfPresent(FOLDER + name);
        } catch (IOException e) {
            // A firmware that does not answer says nothing; the other places are looked at.
            return "";
        }
        if (bytes == null || isUnset(bytes) || Container.is(files)) {
            return "";
        }
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    /** A field that was never set reads as bytes of 0xff and a line end. */
    private static boolean isUnset(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] != (byte) 0xff) {
                return false;
            }
        }
        return bytes.length > 0 && bytes[bytes.length - 1] == '\n';
    }
}
