package org.cloudinit.core.logging;

import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/** Loggers by name, all of which write into one sink. */
final class SinkLoggers implements ILoggerFactory {
    private final LogSink sink = new LogSink();
    private final ConcurrentHashMap<String, Logger> loggers = new ConcurrentHashMap<>();

    LogSink sink() {
        return sink;
    }

    @Override
    public Logger getLogger(String name) {
        Logger known = loggers.get(name);
        if (known != null) {
            return known;
        }
        var made = new SinkLogger(name, sink);
        Logger other = loggers.putIfAbsent(name, made);
        return other == null ? made : other;
    }
}
