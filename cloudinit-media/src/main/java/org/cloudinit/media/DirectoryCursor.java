package org.cloudinit.media;

import org.jspecify.annotations.Nullable;

/** Reads one directory from its beginning, entry by entry, no further than it is asked. */
abstract class DirectoryCursor {

    private final BlockSource source;
    private final Limits limits;
    private int entries;
    private long bytes;

    DirectoryCursor(BlockSource source, Limits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** The next entry, or null after the last. */
    final @Nullable Node next() {
        Node node = advance();
        if (node != null && ++entries > limits.directoryEntries()) {
            throw source.failure(
                    MediaException.Code.LIMIT,
                    MediaException.NO_OFFSET,
                    "a directory has more than " + limits.directoryEntries() + " entries");
        }
        return node;
    }

    abstract @Nullable Node advance();

    /**
     * Counts bytes that this directory makes the reader read, so that hostile chains of areas end.
     */
    final void spend(long count, long offset) {
        bytes += count;
        if (bytes > limits.directoryBytes()) {
            throw source.failure(
                    MediaException.Code.LIMIT,
                    offset,
                    "a directory takes more than " + limits.directoryBytes() + " bytes");
        }
    }

    /** Bytes of directories that reading this one took so far. */
    final long spent() {
        return bytes;
    }

    /** Refuses what could not be a name, or would lead elsewhere when used as one. */
    final String checkedName(String name, long offset) {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            throw source.damaged(
                    offset, "an entry's name is empty, a dot name, or holds a slash or NUL");
        }
        return name;
    }
}
