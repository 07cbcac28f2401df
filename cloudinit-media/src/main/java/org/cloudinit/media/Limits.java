package org.cloudinit.media;

/**
 * How much of a drive is believed before it is refused. All bounds are inclusive.
 *
 * @param fileBytes largest file that {@link Volume#read(Node.File)} returns, in bytes
 * @param directoryEntries most entries of one directory
 * @param directoryBytes most bytes of one directory, its continuation areas included; all
 *     directories read for one path or one tree may take four times as many
 * @param depth deepest directory below the root, which has depth 0
 * @param linkHops most symbolic links followed for one path
 * @param treeEntries most entries of {@link Volume#tree()}
 */
public record Limits(
        long fileBytes,
        int directoryEntries,
        long directoryBytes,
        int depth,
        int linkHops,
        int treeEntries) {

    /**
     * 64 MiB a file, 100,000 entries and 16 MiB a directory, 64 levels, 16 links, 100,000 entries a
     * tree.
     */
    public static final Limits DEFAULT = new Limits(64L << 20, 100_000, 16L << 20, 64, 16, 100_000);

    /**
     * @throws IllegalArgumentException if a bound is negative
     */
    public Limits {
        if (fileBytes < 0
                || directoryEntries < 0
                || directoryBytes < 0
                || depth < 0
                || linkHops < 0
                || treeEntries < 0) {
            throw new IllegalArgumentException("a limit must not be negative");
        }
    }

    /** Most bytes of all directories that are read for one path or one tree. */
    long walkBytes() {
        return directoryBytes > Long.MAX_VALUE / 4 ? Long.MAX_VALUE : 4 * directoryBytes;
    }

    /** Most characters of all paths of one tree together. */
    long treeCharacters() {
        return 64L * treeEntries;
    }

    /** The same limits with another largest file. */
    public Limits withFileBytes(long bytes) {
        return new Limits(bytes, directoryEntries, directoryBytes, depth, linkHops, treeEntries);
    }
}
