package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.cloudinit.api.host.HostRoot.Changes;
import org.jspecify.annotations.Nullable;

/**
 * Syncs folders in which names changed: at once, or once for all changes that belong together.
 * Twenty files in one folder cost half as much so. Used by one thread.
 */
final class FolderSyncs {
    private final FileSteps steps;
    private final Set<Path> waiting = new LinkedHashSet<>();
    private boolean collecting;

    FolderSyncs(FileSteps steps) {
        this.steps = steps;
    }

    /** A name in this folder changed. */
    void add(Path folder) throws IOException {
        if (collecting) {
            waiting.add(folder);
        } else {
            steps.syncFolder(folder);
        }
    }

    /** Makes changes, then syncs each folder once, even if a change failed. */
    void together(Changes changes) throws IOException {
        if (collecting) {
            changes.make();
            return;
        }
        collecting = true;
        IOException failure = null;
        try {
            changes.make();
        } catch (IOException e) {
            failure = e;
        } finally {
            collecting = false;
            failure = synced(failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable IOException synced(@Nullable IOException before) {
        IOException failure = before;
        for (Path folder : waiting) {
            try {
                if (Files.isDirectory(folder)) {
                    steps.syncFolder(folder);
                }
            } catch (IOException e) {
                IOException named = Failures.named("syncing", folder.toString(), e);
                if (failure == null) {
                    failure = named;
                } else {
                    failure.addSuppressed(named);
                }
            }
        }
        waiting.clear();
        return failure;
    }
}
