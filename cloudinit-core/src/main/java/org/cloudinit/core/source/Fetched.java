package org.cloudinit.core.source;

import java.util.Objects;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.SearchContext;

/** What sub-stage 5 comes to. */
public sealed interface Fetched {
    /**
     * There is an instance.
     *
     * @param source the data source that speaks for it
     * @param data what it said, now or on an earlier boot
     * @param context with which it can be asked again
     */
    record Instance(DataSource source, InstanceData data, SearchContext context)
            implements Fetched {
        public Instance {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(context, "context");
        }

        /** The same source, having said something new. */
        public Instance with(InstanceData newer) {
            return new Instance(source, newer, context);
        }
    }

    /** No data source speaks for an instance. */
    record Nothing() implements Fetched {}
}
