package org.cloudinit.core.logging;

import java.util.List;
import java.util.Objects;

/**
 * Where log messages go.
 *
 * @param targets in the order of the configuration
 * @param threshold messages below it go nowhere
 */
public record LogPlan(List<Target> targets, LogLevel threshold) {
    /** Everything to standard error: what is left when no configuration can be used. */
    static final LogPlan BASIC =
            new LogPlan(
                    List.of(new Target(new Standard(true), LogLevel.DEBUG, LineFormat.USUAL)),
                    LogLevel.DEBUG);

    public LogPlan {
        targets = List.copyOf(targets);
        Objects.requireNonNull(threshold, "threshold");
    }

    /**
     * One handler.
     *
     * @param place where it writes
     * @param level messages below it are left out
     * @param format form of its lines
     */
    record Target(Place place, LogLevel level, LineFormat format) {}

    /** Where a handler writes. */
    sealed interface Place {}

    /** A file; a new one is made with mode 0640. */
    record InFile(String path, boolean append) implements Place {}

    /** Standard output or standard error. */
    record Standard(boolean error) implements Place {}

    /**
     * The system's log.
     *
     * @param socket path of its socket
     * @param facility number of the facility
     */
    record Syslog(String socket, int facility) implements Place {}
}
