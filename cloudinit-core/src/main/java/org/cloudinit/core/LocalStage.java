package org.cloudinit.core;

import java.util.List;
import org.cloudinit.api.host.Host;

/** The Local stage: {@code cloud-init init --local}. */
public final class LocalStage {
    private LocalStage() {}

    /**
     * Runs the stage on a machine. Never throws for what the machine or a data source holds: the
     * outcome tells.
     *
     * @param request what is asked for
     * @param host the machine's ports
     * @param extensions data sources, handlers, modules, network
     */
    public static LocalOutcome run(BootRequest request, Host host, Extensions extensions) {
        return new LocalOutcome(
                List.of("the Local stage has no sub-stages yet"),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }
}
