package org.cloudinit.core.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that takes time, with a line in the log when it starts and one when it ends. */
public final class Event {
    private static final Logger LOG = LoggerFactory.getLogger(Event.class);

    private final String name;
    private final long start;
    private final boolean logged;

    private Event(String name, boolean logged) {
        this.name = name;
        this.logged = logged;
        this.start = System.nanoTime();
    }

    static Event begin(String name, String description, boolean logged) {
        if (logged) {
            LOG.debug("start: {}: {}", name, description);
        }
        return new Event(name, logged);
    }

    /** Seconds since it started, with three decimals. */
    public String elapsed() {
        return seconds((System.nanoTime() - start) / 1_000_000);
    }

    /** It ended well. */
    public void succeed(String message) {
        end("SUCCESS", message);
    }

    /** It failed. */
    public void fail(String message) {
        end("FAIL", message);
    }

    private void end(String result, String message) {
        if (logged) {
            LOG.debug("finish: {}: {}: {} (duration: {}s)", name, result, message, elapsed());
        }
    }

    /** Seconds with three decimals, without a formatter: one costs several milliseconds. */
    static String seconds(long millis) {
        String rest = Long.toString(millis % 1000 + 1000).substring(1);
        return millis / 1000 + "." + rest;
    }
}
