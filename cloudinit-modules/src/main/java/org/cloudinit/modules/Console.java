package org.cloudinit.modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.host.Host;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's console, for what people read there ({@code log_util.multi_log}).
 *
 * @param host the machine
 */
public record Console(Host host) {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final String DEVICE = "/dev/console";

    /** Writes a text to the console; without a console to the stage's own output. */
    public void write(String text) throws IOException {
        if (!writeOnly(text)) {
            host.processes().show(text);
        }
    }

    /**
     * Writes a text to the console and nowhere else, for secrets. The text is not logged.
     *
     * @return false if there is no console, or it cannot be written to
     */
    public boolean writeOnly(String text) {
        if (!host.root().exists(DEVICE)) {
            return false;
        }
        try {
            host.root().append(DEVICE, text.getBytes(StandardCharsets.UTF_8), 0600);
            return true;
        } catch (IOException failure) {
            LOG.warn("The console cannot be written to: {}", failure.getMessage());
            return false;
        }
    }
}
