package org.cloudinit.core.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A logger. Trace messages are never taken. A marker that is named as a level of the reference,
 * {@code DEPRECATED} or {@code CRITICAL}, raises the message to that level.
 */
final class SinkLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final transient LogSink sink;

    SinkLogger(String name, LogSink sink) {
        super();
        this.name = name;
        this.sink = sink;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        String text =
                arguments == null
                        ? String.valueOf(message)
                        : String.valueOf(MessageFormatter.basicArrayFormat(message, arguments));
        LogLevel weight = raised(weight(level), marker);
        sink.take(new LogEntry(System.currentTimeMillis(), getName(), weight, text, thrown));
    }

    private static LogLevel weight(Level level) {
        return switch (level) {
            case TRACE, DEBUG -> LogLevel.DEBUG;
            case INFO -> LogLevel.INFO;
            case WARN -> LogLevel.WARNING;
            case ERROR -> LogLevel.ERROR;
        };
    }

    private static LogLevel raised(LogLevel weight, @Nullable Marker marker) {
        LogLevel named = marker == null ? null : LogLevel.named(marker.getName());
        return named != null && named.compareTo(weight) > 0 ? named : weight;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return sink.takes(LogLevel.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return sink.takes(LogLevel.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return sink.takes(LogLevel.WARNING);
    }

    @Override
    public boolean isErrorEnabled() {
        return sink.takes(LogLevel.ERROR);
    }
}
