package org.cloudinit.core.logging;

import org.jspecify.annotations.Nullable;

/** Levels with the names and numbers of the reference. */
public enum LogLevel {
    DEBUG(10, 7),
    INFO(20, 6),
    WARNING(30, 4),
    /** Something in the configuration that a later release will not read. */
    DEPRECATED(35, 4),
    ERROR(40, 3),
    CRITICAL(50, 2);

    private final int number;
    private final int severity;

    LogLevel(int number, int severity) {
        this.number = number;
        this.severity = severity;
    }

    /** The number of Python's logging. */
    public int number() {
        return number;
    }

    /** The severity in syslog. */
    int severity() {
        return severity;
    }

    /** The level of a name in {@code log_cfgs}; null for a name that is none. */
    static @Nullable LogLevel named(String name) {
        return switch (name) {
            case "NOTSET", "DEBUG" -> DEBUG;
            case "INFO" -> INFO;
            case "WARN", "WARNING" -> WARNING;
            case "DEPRECATED" -> DEPRECATED;
            case "ERROR" -> ERROR;
            case "FATAL", "CRITICAL" -> CRITICAL;
            default -> null;
        };
    }
}
