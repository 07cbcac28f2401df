package org.cloudinit.media;

import java.util.List;

/**
 * Where on its volume a node's bytes lie. Only the volume that made a place reads it; to everyone
 * else it is an opaque value that can be compared.
 */
public sealed interface Place {

    /**
     * Bytes that lie together.
     *
     * @param offset first byte on the source
     * @param length number of bytes
     */
    record Extent(long offset, long length) {}

    /**
     * Known runs, in order: ISO files and directories, and the root of FAT12/16.
     *
     * @param runs the runs, whose bytes follow each other
     */
    record Extents(List<Extent> runs) implements Place {
        /** Copies the list. */
        public Extents {
            runs = List.copyOf(runs);
        }

        /** Sum of the runs' lengths, in bytes. */
        public long length() {
            long sum = 0;
            for (Extent run : runs) {
                sum += run.length();
            }
            return sum;
        }
    }

    /**
     * An ISO directory that was moved elsewhere (Rock Ridge CL); its size stands in its own first
     * record.
     *
     * @param offset first byte on the source
     */
    record Relocated(long offset) implements Place {}

    /**
     * A FAT cluster chain.
     *
     * @param firstCluster number of its first cluster, 0 for the empty chain
     */
    record Chain(long firstCluster) implements Place {}

    /**
     * Bytes in a form that is not read here.
     *
     * @param why what the form is
     */
    record Unreadable(String why) implements Place {}
}
