package org.cloudinit.media;

/**
 * The clusters of a file or directory, one after the other, as the allocation table links them.
 *
 * <p>A chain that returns to itself is noticed after at most three times its length (Brent's
 * algorithm), in no memory.
 */
final class FatChain {

    /** Stands for the end of a chain. */
    static final long END = -1;

    private final BlockSource source;
    private final FatBoot boot;
    private final byte[] entry = new byte[4];
    private long current;
    private long landmark = END;
    private long steps;
    private long stepsToLandmark = 1;

    FatChain(BlockSource source, FatBoot boot, long first) {
        this.source = source;
        this.boot = boot;
        this.current = first == 0 ? END : checked(first, MediaException.NO_OFFSET);
    }

    /** The next cluster, or {@link #END}. */
    long next() {
        long cluster = current;
        if (cluster != END) {
            if (cluster == landmark) {
                throw source.damaged(
                        entryOffset(cluster),
                        "the chain of clusters returns to cluster " + cluster);
            }
            if (++steps == stepsToLandmark) {
                landmark = cluster;
                steps = 0;
                stepsToLandmark *= 2;
            }
            current = follower(cluster);
        }
        return cluster;
    }

    private long entryOffset(long cluster) {
        return boot.tableStart() + cluster * boot.bits() / 8;
    }

    private long follower(long cluster) {
        long offset = entryOffset(cluster);
        source.read(offset, entry, 0, boot.bits() == 32 ? 4 : 2);
        long value;
        long endFrom;
        if (boot.bits() == 12) {
            value = (cluster & 1) == 0 ? Bytes.u16(entry, 0) & 0xfff : Bytes.u16(entry, 0) >> 4;
            endFrom = 0xff8;
        } else if (boot.bits() == 16) {
            value = Bytes.u16(entry, 0);
            endFrom = 0xfff8;
        } else {
            value = Bytes.u32(entry, 0) & 0xfffffff;
            endFrom = 0xffffff8;
        }
        return value >= endFrom ? END : checked(value, offset);
    }

    private long checked(long cluster, long offset) {
        if (!boot.hasCluster(cluster)) {
            throw source.damaged(
                    offset,
                    "a chain of clusters leads to number "
                            + cluster
                            + " of "
                            + (boot.clusters() + 1));
        }
        return cluster;
    }
}
