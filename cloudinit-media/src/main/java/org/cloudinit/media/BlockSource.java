package org.cloudinit.media;

import java.nio.file.Path;

/**
 * The bytes of a drive: positioned reads, each checked against the size.
 *
 * <p>The size is taken once, when the source is made. Use by several threads at a time is safe.
 */
public abstract sealed class BlockSource implements AutoCloseable
        permits FileSource, MemorySource, SliceSource {

    private final String name;
    private final long size;

    BlockSource(String name, long size) {
        this.name = name;
        this.size = size;
    }

    /**
     * Opens a block device or an image file for reading.
     *
     * <p>Anything else is refused before it is opened: opening a named pipe would block the boot.
     *
     * @throws MediaException with code {@code OPEN} if it cannot be opened or is neither of the two
     */
    public static BlockSource open(Path path) {
        return FileSource.at(path);
    }

    /** A source over bytes in memory, which it copies. */
    public static BlockSource of(String name, byte[] content) {
        return new MemorySource(name, content.clone());
    }

    /** The device or file, as messages name it. */
    public final String name() {
        return name;
    }

    /** Size in bytes. */
    public final long size() {
        return size;
    }

    /**
     * Reads exactly {@code length} bytes from {@code offset} on.
     *
     * @throws MediaException with code {@code TRUNCATED} if the source does not have them, {@code
     *     READ} if the device fails
     */
    public final void read(long offset, byte[] into, int at, int length) {
        if (!has(offset, length)) {
            throw failure(
                    MediaException.Code.TRUNCATED,
                    offset,
                    length + " bytes are wanted here, but the source ends at byte " + size);
        }
        if (length > 0) {
            transfer(offset, into, at, length);
        }
    }

    /**
     * Reads exactly {@code length} bytes from {@code offset} on; see {@link #read(long, byte[],
     * int, int)}.
     */
    public final byte[] read(long offset, int length) {
        // Checked before the array is made: a hostile length must not cost memory.
        if (!has(offset, length)) {
            read(offset, new byte[0], 0, length);
        }
        byte[] bytes = new byte[length];
        read(offset, bytes, 0, length);
        return bytes;
    }

    /** Whether the source has {@code length} bytes from {@code offset} on. */
    public final boolean has(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
    }

    /**
     * A part of this source as a source of its own, such as a partition. Closing the part leaves
     * the whole open.
     *
     * @throws MediaException with code {@code TRUNCATED} if the part does not lie within this
     *     source
     */
    public final BlockSource slice(String partName, long start, long length) {
        if (!has(start, length)) {
            throw failure(
                    MediaException.Code.TRUNCATED,
                    start,
                    partName
                            + " is "
                            + length
                            + " bytes long, but the source ends at byte "
                            + size);
        }
        return new SliceSource(partName, this, start, length);
    }

    /** Number of reads that reached the device or file so far; 0 for memory. */
    public abstract long reads();

    /** Number of bytes that these reads fetched; 0 for memory. */
    public abstract long bytesRead();

    /** Closes the device or file. Reads fail from then on. */
    @Override
    public abstract void close();

    /** Copies bytes that are known to lie within the source. */
    abstract void transfer(long offset, byte[] into, int at, int length);

    final MediaException damaged(long offset, String problem) {
        return failure(MediaException.Code.DAMAGED, offset, problem);
    }

    final MediaException failure(MediaException.Code code, long offset, String problem) {
        return new MediaException(code, name, offset, problem, null);
    }
}
