package org.cloudinit.media;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A block device or a file, read in blocks of 4 KiB with a small cache.
 *
 * <p>Directories, FAT sectors and continuation areas are read a few bytes at a time and again and
 * again; file contents once and in one piece. So short reads go through the cache and long ones
 * past it. {@code RandomAccessFile} because it loads fewer classes than a channel, and because its
 * length of a block device is the device's.
 */
final class FileSource extends BlockSource {

    private static final int BLOCK = 4096;
    private static final int SLOTS = 32;
    private static final int LONG_READ = 4 * BLOCK;

    private static final int TYPE_MASK = 0170000;
    private static final int BLOCK_DEVICE = 0060000;

    private final RandomAccessFile file;
    private final byte[] @Nullable [] cached = new byte[SLOTS][];
    private final long[] cachedBlock = new long[SLOTS];
    private int oldest;
    private long reads;
    private long bytesRead;

    private FileSource(String name, RandomAccessFile file, long size) {
        super(name, size);
        this.file = file;
    }

    static FileSource at(Path path) {
        try {
            if (!Files.isRegularFile(path) && !isBlockDevice(path)) {
                throw refused(path, "it is neither a block device nor a regular file", null);
            }
            return sized(path.toString(), new RandomAccessFile(path.toFile(), "r"));
        } catch (NoSuchFileException e) {
            throw refused(path, "there is no such device or file", e);
        } catch (IOException e) {
            throw refused(path, "it cannot be opened: " + e.getMessage(), e);
        }
    }

    private static MediaException refused(Path path, String why, @Nullable IOException cause) {
        return new MediaException(
                MediaException.Code.OPEN, path.toString(), MediaException.NO_OFFSET, why, cause);
    }

    private static FileSource sized(String name, RandomAccessFile file) throws IOException {
        try {
            return new FileSource(name, file, file.length());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static boolean isBlockDevice(Path path) throws IOException {
        return Files.getAttribute(path, "unix:mode") instanceof Integer mode
                && (mode & TYPE_MASK) == BLOCK_DEVICE;
    }

    @Override
    synchronized void transfer(long offset, byte[] into, int at, int length) {
        if (length >= LONG_READ) {
            fetch(offset, into, at, length);
            return;
        }
        int done = 0;
        while (done < length) {
            long position = offset + done;
            int within = (int) (position % BLOCK);
            int part = Math.min(length - done, BLOCK - within);
            System.arraycopy(block(position / BLOCK), within, into, at + done, part);
            done += part;
        }
    }

    private byte[] block(long number) {
        for (int slot = 0; slot < SLOTS; slot++) {
            byte[] bytes = cached[slot];
            if (bytes != null && cachedBlock[slot] == number) {
                return bytes;
            }
        }
        int slot = oldest;
        oldest = (oldest + 1) % SLOTS;
        byte[] bytes = cached[slot] == null ? new byte[BLOCK] : cached[slot];
        // A failed read must not leave the old block's number on half new bytes.
        cached[slot] = null;
        fetch(number * BLOCK, bytes, 0, (int) Math.min(BLOCK, size() - number * BLOCK));
        cached[slot] = bytes;
        cachedBlock[slot] = number;
        return bytes;
    }

    private void fetch(long offset, byte[] into, int at, int length) {
        try {
            file.seek(offset);
            int done = 0;
            while (done < length) {
                int count = file.read(into, at + done, length - done);
                reads++;
                if (count < 0) {
                    throw failure(
                            MediaException.Code.TRUNCATED,
                            offset + done,
                            "the source became shorter while it was read");
                }
                bytesRead += count;
                done += count;
            }
        } catch (IOException e) {
            throw new MediaException(MediaException.Code.READ, name(), offset, "reading failed", e);
        }
    }

    @Override
    public synchronized long reads() {
        return reads;
    }

    @Override
    public synchronized long bytesRead() {
        return bytesRead;
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new MediaException(
                    MediaException.Code.READ,
                    name(),
                    MediaException.NO_OFFSET,
                    "closing failed",
                    e);
        }
    }
}
