package org.cloudinit.dist.analyze;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * One event of a log, as the original's JSON has it.
 *
 * @param fields {@code name}, {@code description}, {@code timestamp}, {@code origin}, {@code
 *     event_type} and, of a finish, {@code result}; of a JSON file whatever it has
 */
record LogEvent(Mapping fields) {
    String name() {
        return fields.text("name", "");
    }

    boolean isStart() {
        return "start".equals(fields.text("event_type"));
    }

    boolean isFinish() {
        return "finish".equals(fields.text("event_type"));
    }

    String description() {
        return fields.text("description", "");
    }

    /** Seconds since 1970; null where the event has no time. */
    @Nullable Double seconds() {
        ConfigTree timestamp = fields.get("timestamp");
        return switch (timestamp) {
            case Scalar.Int whole -> (double) whole.value();
            case Scalar.Real real when Double.isFinite(real.value()) -> real.value();
            case null, default -> null;
        };
    }

    /** Microseconds since 1970, rounded as Python's {@code datetime} rounds. */
    long micros() {
        Double seconds = seconds();
        if (seconds == null) {
            return 0;
        }
        double whole = seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
        return ((long) whole) * 1_000_000L + (long) Math.rint((seconds - whole) * 1e6);
    }
}
