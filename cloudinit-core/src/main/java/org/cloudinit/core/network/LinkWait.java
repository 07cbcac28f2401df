package org.cloudinit.core.network;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.network.MacAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded wait for links that the configuration names and the machine does not have yet ({@code
 * Networking.wait_for_physdevs}): some come a moment late.
 */
final class LinkWait {
    /** How often is waited before the rest is configured without them. */
    static final int ROUNDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(LinkWait.class);
    private static final long SETTLE_MILLIS = 5_000;
    private static final long PAUSE_MILLIS = 100;

    private final Host host;

    LinkWait(Host host) {
        this.host = host;
    }

    /** Lets udev finish what it knows of, and a little longer. */
    void once(List<MacAddress> missing) {
        LOG.debug("Waiting for {} links that are not here yet", missing.size());
        settle();
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets udev finish what it knows of: it may be about to rename links. */
    void settle() {
        try {
            host.processes()
                    .run(
                            new ProcessRunner.Command(
                                    List.of("udevadm", "settle", "--timeout=5"),
                                    Map.of(),
                                    new byte[0],
                                    SETTLE_MILLIS,
                                    ProcessRunner.Output.CAPTURED));
        } catch (IOException noUdev) {
            LOG.debug("udev cannot be asked: {}", noUdev.getMessage());
        }
    }
}
