package org.cloudinit.core.host;

import java.util.function.Consumer;
import org.cloudinit.api.host.NetLinks;

/** Changes no link, and notes what would have changed: for root folders other than {@code /}. */
public final class NotedLinks implements NetLinks {
    private final Consumer<String> notes;

    /**
     * Links that are not changed.
     *
     * @param notes takes one line for each change
     */
    public NotedLinks(Consumer<String> notes) {
        this.notes = notes;
    }

    @Override
    public void rename(String from, String to) {
        notes.accept("would rename link " + from + " to " + to);
    }

    @Override
    public void up(String name) {
        notes.accept("would set link " + name + " up");
    }

    @Override
    public void down(String name) {
        notes.accept("would set link " + name + " down");
    }
}
