package org.cloudinit.api.spi;

import java.util.Objects;
import org.cloudinit.api.report.Problem;

/** How a config module ended. */
public sealed interface Outcome {
    /** It did its work. */
    record Done() implements Outcome {}

    /** There was nothing to do; the reason goes to the log. */
    record Skipped(String reason) implements Outcome {
        public Skipped {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** It could not do what was asked. */
    record Failed(Problem problem) implements Outcome {
        public Failed {
            Objects.requireNonNull(problem, "problem");
        }
    }
}
