package org.cloudinit.core.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** The machine's own name in DMI. */
public final class SystemUuid {
    private SystemUuid() {}

    /** The UUID in lower case, or null where the machine has none or does not show it. */
    public static @Nullable String read(HostFiles files) {
        try {
            byte[] bytes = files.readIfPresent("/sys/class/dmi/id/product_uuid");
            String text = bytes == null ? "" : new String(bytes, StandardCharsets.US_ASCII).strip();
            return text.isEmpty() ? null : text.toLowerCase(Locale.ROOT);
        } catch (IOException _) {
            return null;
        }
    }
}
