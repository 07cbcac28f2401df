package org.cloudinit.core.logging;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message of the log.
 *
 * @param millis when, in milliseconds since 1970
 * @param logger name of the logger, which is the name of a class
 * @param level how much it weighs
 * @param message the text, with its arguments
 * @param thrown what was thrown, or null
 */
public record LogEntry(
        long millis, String logger, LogLevel level, String message, @Nullable Throwable thrown) {
    public LogEntry {
        Objects.requireNonNull(logger, "logger");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(message, "message");
    }

    /** The source file that the line names, after the logger's class. */
    String file() {
        return simpleName() + ".java";
    }

    /** The class without its package. */
    String simpleName() {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
