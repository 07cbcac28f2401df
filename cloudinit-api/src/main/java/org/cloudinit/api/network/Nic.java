package org.cloudinit.api.network;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network link of the machine, as sysfs shows it.
 *
 * @param name kernel name
 * @param mac current link-layer address, or null
 * @param permanentMac address that does not change with a bond, or null where it is not known
 * @param driver name of the driver, or null
 * @param deviceId {@code device/device}, or null
 * @param physical whether a device stands behind it, so that it is no bond, bridge, VLAN or tunnel
 */
public record Nic(
        String name,
        @Nullable MacAddress mac,
        @Nullable MacAddress permanentMac,
        @Nullable String driver,
        @Nullable String deviceId,
        boolean physical) {
    public Nic {
        Objects.requireNonNull(name, "name");
    }
}
