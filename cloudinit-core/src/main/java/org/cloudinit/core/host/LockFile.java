package org.cloudinit.core.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file that is there as long as the lock is held. The kernel takes the lock back when
 * the process ends, however it ends; a file that is left then hinders nobody.
 *
 * <p>The file goes with the lock, so one who waited for it may get the lock of a file that has no
 * name any more. Therefore the file's key is looked at before and after it is opened, which tells
 * that this file was opened, and once more when it is locked, which tells that it still has its
 * name.
 */
final class LockFile implements Closeable {
    private static final long PAUSE_MILLIS = 20;
    private static final Set<OpenOption> OPEN =
            Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path place;
    private final FileChannel channel;

    private LockFile(Path place, FileChannel channel) {
        this.place = place;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param place the file, which is made if it is not there; its folder must be there
     * @param patienceMillis how long is waited for who holds it
     * @return the lock, or null where it is still held then
     * @throws IOException if the file cannot be made or locked
     */
    static @Nullable LockFile take(Path place, FileSteps steps, long patienceMillis)
            throws IOException {
        long end = System.nanoTime() + patienceMillis * 1_000_000;
        while (true) {
            FileChannel channel = open(place, steps);
            if (channel == null) {
                continue;
            }
            Object key = key(place);
            boolean locked = false;
            try {
                locked = lock(channel, end);
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
            if (!locked) {
                return null;
            }
            if (key != null && key.equals(key(place))) {
                return new LockFile(place, channel);
            }
            channel.close();
        }
    }

    /** The file that has the name; null where the name changed hands meanwhile. */
    private static @Nullable FileChannel open(Path place, FileSteps steps) throws IOException {
        Object before = key(place);
        if (before == null) {
            try {
                steps.create(place).close();
            } catch (FileAlreadyExistsException another) {
                return null;
            }
            before = key(place);
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(place, OPEN);
        } catch (NoSuchFileException removed) {
            return null;
        }
        if (before != null && before.equals(key(place))) {
            return channel;
        }
        channel.close();
        return null;
    }

    private static @Nullable Object key(Path place) throws IOException {
        try {
            return Files.getAttribute(place, "unix:fileKey", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    private static boolean lock(FileChannel channel, long end) throws IOException {
        while (true) {
            try {
                if (channel.tryLock() != null) {
                    return true;
                }
            } catch (OverlappingFileLockException thisProcess) {
                // Another run in this process holds it: no less a reason to wait.
            }
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while another held the lock", e);
            }
        }
    }

    /** The file first: whoever gets the lock afterwards sees that it has no name. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(place);
        } finally {
            channel.close();
        }
    }
}
