package org.cloudinit.core.host;

import java.io.IOException;
import java.util.function.Consumer;
import org.cloudinit.api.host.Mounter;

/**
 * Mounts nothing, and notes what would have been mounted: for root folders other than {@code /}.
 */
public final class NotedMounter implements Mounter {
    private final Consumer<String> notes;

    /**
     * Mounts that are not made.
     *
     * @param notes takes one line for each
     */
    public NotedMounter(Consumer<String> notes) {
        this.notes = notes;
    }

    /** Always fails: there is nothing that the reader could read. */
    @Override
    public <T> T mounted(String device, String type, MountReader<T> reader) throws IOException {
        notes.accept("would mount " + device + " as " + type);
        throw new IOException(
                "mounting " + device + ": nothing is mounted under another root folder than /");
    }
}
