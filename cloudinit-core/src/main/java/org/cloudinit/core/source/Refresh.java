package org.cloudinit.core.source;

import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.UpdateEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a data source again ({@code update_metadata_if_supported}). */
public final class Refresh {
    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

    private Refresh() {}

    /** What the source says now, or null where it does not support the event or is not here. */
    public static @Nullable InstanceData ask(
            Fetched.Instance instance, UpdateEvent event, Reporter reporter) {
        if (!instance.source().supportedUpdates().contains(event)) {
            LOG.debug(
                    "Data source {} does not support updates at {}",
                    instance.source().name(),
                    event.spelling());
            return null;
        }
        return switch (SourceSearch.ask(instance.source(), instance.context())) {
            case Detection.Found(InstanceData data) -> data;
            case Detection.Absent(String reason) -> {
                LOG.debug("The data source is not here any more: {}", reason);
                yield null;
            }
            case Detection.Unusable(Problem problem) -> {
                reporter.report(problem.as(Severity.WARNING));
                yield null;
            }
        };
    }
}
