package org.cloudinit.core.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostFiles;

/** How long the machine runs, in seconds, as the kernel says. */
public final class Uptime {
    private Uptime() {}

    /** The number for the status file: null where the kernel does not say. */
    static ConfigTree read(HostFiles files) {
        String text = text(files);
        try {
            return new Scalar.Real(Double.parseDouble(text), Origin.BUILT_IN);
        } catch (NumberFormatException _) {
            return Scalar.nothing();
        }
    }

    /** The text for messages: {@code 12.34}, or {@code ??}. */
    public static String text(HostFiles files) {
        try {
            byte[] bytes = files.readIfPresent("/proc/uptime");
            String text = bytes == null ? "" : new String(bytes, StandardCharsets.US_ASCII);
            int end = text.indexOf(' ');
            return end <= 0 ? "??" : text.substring(0, end);
        } catch (IOException _) {
            return "??";
        }
    }
}
