package org.cloudinit.api.spi;

import java.util.Objects;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Problem;

/** Whether a data source is here. */
public sealed interface Detection {
    /** It is here, and this is what it said. */
    record Found(InstanceData data) implements Detection {
        public Found {
            Objects.requireNonNull(data, "data");
        }
    }

    /** It is not here, which is no error; the reason is for the decision record. */
    record Absent(String reason) implements Detection {
        public Absent {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** It is here but cannot be used. */
    record Unusable(Problem problem) implements Detection {
        public Unusable {
            Objects.requireNonNull(problem, "problem");
        }
    }
}
