package org.cloudinit.core.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file that is there as long as the lock is held. The kernel takes the lock back when
 * the process ends, however it ends; a file that is left then hinders nobody.
 *
 * <p>The file goes with the lock, so one who waited for it may get the lock of a file that has no
 * name any more. Therefore whoever gets a lock writes a word into its file, and holds the lock only
 * if the file of that name has this word. An inode's number would not tell: it is given to the next
 * file at once.
 */
final class LockFile implements Closeable {
    private static final long PAUSE_MILLIS = 20;
    private static final int WORD = 16;
    private static final Set<OpenOption> MAKE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> LOOK =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    private final Path place;
    private final FileChannel locked;
    private final FileChannel named;

    private LockFile(Path place, FileChannel locked, FileChannel named) {
        this.place = place;
        this.locked = locked;
        this.named = named;
    }

    /**
     * Takes the lock.
     *
     * @param place the file, which is made if it is not there; its folder must be there
     * @param patienceMillis how long is waited for who holds it
     * @return the lock, or null where it is still held then
     * @throws IOException if the file cannot be made or locked
     */
    static @Nullable LockFile take(Path place, long patienceMillis) throws IOException {
        long end = System.nanoTime() + patienceMillis * 1_000_000;
        while (true) {
            FileChannel channel = FileChannel.open(place, MAKE, OWNER_ONLY);
            FileChannel named = null;
            try {
                if (!lock(channel, end)) {
                    return null;
                }
                named = withSameWord(place, channel);
            } finally {
                if (named == null) {
                    channel.close();
                }
            }
            if (named != null) {
                return new LockFile(place, channel, named);
            }
        }
    }

    /**
     * The file of the name, opened; null where it is another than the locked one. It stays open:
     * closing any channel of a file gives back every lock that the process has on it.
     */
    private static @Nullable FileChannel withSameWord(Path place, FileChannel channel)
            throws IOException {
        ByteBuffer word = ByteBuffer.allocate(WORD);
        word.putLong(System.nanoTime()).putLong(System.identityHashCode(channel)).flip();
        channel.write(word, 0);
        FileChannel named;
        try {
            named = FileChannel.open(place, LOOK);
        } catch (NoSuchFileException removed) {
            return null;
        }
        ByteBuffer found = ByteBuffer.allocate(WORD);
        named.read(found, 0);
        if (found.flip().equals(word.flip())) {
            return named;
        }
        named.close();
        return null;
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
            named.close();
            locked.close();
        }
    }
}
