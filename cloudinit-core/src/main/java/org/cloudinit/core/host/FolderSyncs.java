package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.host.HostRoot.Changes;

/**
 * Syncs folders in which names changed: at once, or once for all changes that belong together.
 * Twenty files in one folder cost half as much so. Used by one thread, and by those of handlers
 * that it waits for, or has left behind.
 */
final class FolderSyncs {
    private final FileSteps steps;
    private final Path run;
    private final Set<Path> waiting = new LinkedHashSet<>();
    private boolean collecting;

    /**
     * Syncs by these steps.
     *
     * @param run the machine's {@code /run}
     */
    FolderSyncs(FileSteps steps, Path run) {
        this.steps = steps;
        this.run = run;
    }

    /** Whether a sync is of use: what is under {@code /run} is gone after a power loss anyway. */
    boolean outlivesBoot(Path place) {
        return !place.startsWith(run);
    }

    /** A name in this folder changed. */
    void add(Path folder) throws IOException {
        if (!outlivesBoot(folder)) {
            return;
        }
        synchronized (waiting) {
            if (collecting) {
                waiting.add(folder);
                return;
            }
        }
        steps.syncFolder(folder);
    }

    /** Makes changes, then syncs each folder once, even if a change failed. */
    void together(Changes changes) throws IOException {
        boolean within;
        synchronized (waiting) {
            within = collecting;
            collecting = true;
        }
        if (within) {
            changes.make();
            return;
        }
        var failures = new FirstFailure();
        try {
            failures.during(changes);
        } finally {
            sync(collected(), failures);
        }
        failures.rethrow();
    }

    private List<Path> collected() {
        synchronized (waiting) {
            collecting = false;
            List<Path> folders = List.copyOf(waiting);
            waiting.clear();
            return folders;
        }
    }

    private void sync(List<Path> folders, FirstFailure failures) {
        for (Path folder : folders) {
            try {
                if (Files.isDirectory(folder)) {
                    steps.syncFolder(folder);
                }
            } catch (IOException e) {
                failures.add(Failures.named("syncing", folder.toString(), e));
            }
        }
    }
}
