package org.cloudinit.api.spi;

import java.util.Locale;

/** Occasions on which the network configuration may be applied again ({@code EventType}). */
public enum UpdateEvent {
    BOOT,
    BOOT_NEW_INSTANCE,
    BOOT_LEGACY,
    HOTPLUG;

    /** As configuration spells it: {@code boot-new-instance}. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
