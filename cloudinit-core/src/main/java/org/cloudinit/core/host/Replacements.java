package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.cloudinit.api.host.HostRoot.Changes;
import org.cloudinit.api.host.Owner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts files and links in the place of others: each is made under its {@link TemporaryName}, which
 * only its owner may read, and renamed when it is as it is to be. A temporary file that a crash
 * left is replaced by the next one.
 */
final class Replacements {
    private static final Logger LOG = LoggerFactory.getLogger(FolderRoot.class);
    private static final int PRIVATE_MODE = 0600;

    /** What of a file outlasts a power loss as soon as it is written. */
    enum Lasting {
        WHOLE,
        NAME,
        NOT
    }

    private final FileSteps steps;
    private final Accounts accounts;
    private final boolean whole;
    private volatile @Nullable BulkWrites bulk;

    /**
     * Under a root folder.
     *
     * @param whole whether that is {@code /}: then an owner that may not be set is a failure
     */
    Replacements(FileSteps steps, Accounts accounts, boolean whole) {
        this.steps = steps;
        this.accounts = accounts;
        this.whole = whole;
    }

    /**
     * Replaces a file.
     *
     * @param lasting whether its content is to be on the disk before it has its name. One of no
     *     bytes has no content to wait for: the sync of its folder brings its mode too, and where
     *     it did not the file would be as private as it was made
     */
    void file(Path target, ByteBuffer content, int mode, @Nullable Owner owner, boolean lasting)
            throws IOException {
        Path temporary = TemporaryName.of(target);
        BulkWrites group = ownBulk();
        if (group != null) {
            group.release(temporary);
        }
        BulkWrites holder = lasting ? group : null;
        boolean synced = lasting && holder == null && content.hasRemaining();
        try {
            try (FileChannel channel = createAnew(temporary)) {
                steps.write(channel, content);
                settle(temporary, owner, mode);
                if (synced) {
                    steps.sync(channel, temporary);
                }
            }
            if (holder == null) {
                steps.rename(temporary, target);
            } else {
                holder.hold(temporary, target);
            }
        } catch (IOException e) {
            removeAfter(e, temporary, steps);
            throw e;
        }
    }

    private @Nullable BulkWrites ownBulk() {
        BulkWrites group = bulk;
        return group != null && group.isMine() ? group : null;
    }

    /** Makes changes; what is written in them has its name when this returns or throws. */
    void inBulk(Changes changes) throws IOException {
        if (bulk != null) {
            // Within another one, or beside it: then each is written by itself.
            changes.make();
            return;
        }
        var group = new BulkWrites(steps);
        bulk = group;
        var failures = new FirstFailure();
        try {
            failures.during(changes);
        } finally {
            bulk = null;
            group.finish(failures);
        }
        failures.rethrow();
    }

    private FileChannel createAnew(Path temporary) throws IOException {
        try {
            return steps.create(temporary);
        } catch (FileAlreadyExistsException e) {
            steps.remove(temporary);
            return steps.create(temporary);
        }
    }

    /**
     * Owner first: for others than the owner the mode then opens what it should, to whom it should.
     */
    private void settle(Path file, @Nullable Owner owner, int mode) throws IOException {
        if (owner != null) {
            own(file, owner);
        }
        if (mode != PRIVATE_MODE) {
            steps.mode(file, mode);
        }
    }

    /** Sets the owner of a file that is there. */
    void own(Path file, Owner owner) throws IOException {
        int user = owner.user() == null ? -1 : accounts.user(owner.user());
        int group = owner.group() == null ? -1 : accounts.group(owner.group());
        try {
            steps.owner(file, user, group);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            if (whole) {
                throw e;
            }
            LOG.debug("left the owner of {} alone: {}", file, e.getMessage());
        }
    }

    /** Replaces a link, or a file by one. */
    void link(Path place, String target) throws IOException {
        Path temporary = TemporaryName.of(place);
        try {
            symlinkAnew(temporary, target);
            steps.rename(temporary, place);
        } catch (IOException e) {
            removeAfter(e, temporary, steps);
            throw e;
        }
    }

    private void symlinkAnew(Path temporary, String target) throws IOException {
        try {
            steps.symlink(temporary, target);
        } catch (FileAlreadyExistsException e) {
            steps.remove(temporary);
            steps.symlink(temporary, target);
        }
    }

    /** Leaves no temporary file behind. */
    static void removeAfter(IOException failure, Path temporary, FileSteps steps) {
        try {
            if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
                steps.remove(temporary);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
