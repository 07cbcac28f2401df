package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that get their names when the contents of all of them are on the disk: for thousands of
 * them, one sync of their file system costs a small part of a sync each. Until then each has its
 * temporary name alone. So a file is whole or absent at every moment, as if it were written by
 * itself; but what is written here is found by nobody before {@link #finish}.
 *
 * <p>Of the thread that began it alone: what others write meanwhile is theirs, and not held back.
 */
final class BulkWrites {
    private static final Logger LOG = LoggerFactory.getLogger(FolderRoot.class);

    private final FileSteps steps;
    private final Thread owner = Thread.currentThread();
    private final Map<Path, Path> targets = new LinkedHashMap<>();

    BulkWrites(FileSteps steps) {
        this.steps = steps;
    }

    /** Whether the thread that asks began it. */
    boolean isMine() {
        return Thread.currentThread() == owner;
    }

    /** Takes a file that is as it is to be, but for its name and its sync. */
    void hold(Path temporary, Path target) {
        targets.put(temporary, target);
    }

    /**
     * Gives a file its name now, if it is held: another write wants the same temporary name, be it
     * of the same file. Where that one fails, this one is there.
     */
    void release(Path temporary) throws IOException {
        Path target = targets.remove(temporary);
        if (target != null) {
            finish(temporary, target, false);
        }
    }

    /**
     * Gives all files their names. One that cannot be synced or renamed stays as it was before, and
     * hinders no other.
     *
     * @param failures what failed before, to which failures of this are added
     */
    void finish(FirstFailure failures) {
        boolean synced = targets.isEmpty() || syncFileSystems();
        for (Map.Entry<Path, Path> file : targets.entrySet()) {
            try {
                finish(file.getKey(), file.getValue(), synced);
            } catch (IOException e) {
                failures.add(Failures.named("writing", file.getValue().toString(), e));
            }
        }
        targets.clear();
    }

    /** Each folder may be of another file system; one that was just synced has nothing to do. */
    private boolean syncFileSystems() {
        var folders = new LinkedHashSet<Path>();
        for (Path temporary : targets.keySet()) {
            folders.add(temporary.resolveSibling(""));
        }
        try {
            for (Path folder : folders) {
                steps.syncFileSystem(folder);
            }
            return true;
        } catch (IOException e) {
            LOG.debug("{} files are synced one by one: {}", targets.size(), e.getMessage());
            return false;
        }
    }

    private void finish(Path temporary, Path target, boolean synced) throws IOException {
        try {
            if (!synced) {
                steps.sync(temporary);
            }
            steps.rename(temporary, target);
        } catch (IOException e) {
            Replacements.removeAfter(e, temporary, steps);
            throw e;
        }
    }
}
