package org.cloudinit.datasource.configdrive;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The drive of IBM's classic cloud ({@code get_ibm_platform} of the original): it has a config
 * drive's label or {@code METADATA}, and is for another data source. What tells it from others is
 * one UUID, which all drives of the kind share.
 */
final class IbmDrive {
    /** The data source that it is for. */
    static final String SOURCE = "IBMCloud";

    private static final String UUID = "9796-932E";

    private @Nullable String configured;
    private @Nullable String metadata;

    /** Looks at a device; of several that fit the first one counts. */
    void consider(String path, String label, String uuid) {
        switch (label.toUpperCase(Locale.ROOT)) {
            case "CONFIG-2" -> {
                if (configured == null && uuid.equalsIgnoreCase(UUID)) {
                    configured = path;
                }
            }
            case "METADATA" -> metadata = metadata == null ? path : metadata;
            default -> {}
        }
    }

    /** The device, of those looked at; null where there is none. */
    @Nullable String path() {
        return configured == null ? metadata : configured;
    }
}
