package org.cloudinit.core.event;

/**
 * Starts the events of one stage.
 *
 * @param stage name of the event that all others are parts of, such as {@code init-local}
 * @param logged whether they go to the log
 */
public record Events(String stage, boolean logged) {
    /** Events that go to the log. */
    public Events(String stage) {
        this(stage, true);
    }

    /** The stage as a whole starts. */
    public Event begin(String description) {
        return Event.begin(stage, description, logged);
    }

    /**
     * A part of the stage starts.
     *
     * @param name such as {@code check-cache}
     * @param description what is being done
     */
    public Event start(String name, String description) {
        return Event.begin(stage + "/" + name, description, logged);
    }
}
