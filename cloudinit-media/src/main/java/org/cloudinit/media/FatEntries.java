package org.cloudinit.media;

import org.jspecify.annotations.Nullable;

/** The entries of 32 bytes of a FAT directory, raw, up to the one that ends it. */
final class FatEntries {

    static final int ENTRY = 32;

    /**
     * A directory has no more than 65,536 entries (FAT specification, 6; kernel: {@code
     * FAT_MAX_DIR_SIZE}).
     */
    private static final long LARGEST = 65_536L * ENTRY;

    private static final int READ_AT_ONCE = 4096;

    private final BlockSource source;
    private final FatBoot boot;
    private final @Nullable FatChain chain;
    private long regionOffset;
    private long regionLeft;
    private long total;
    private byte[] buffer = new byte[0];
    private long bufferOffset;
    private int at;

    FatEntries(BlockSource source, FatBoot boot, Place place) {
        this.source = source;
        this.boot = boot;
        if (place instanceof Place.Chain start) {
            chain = new FatChain(source, boot, start.firstCluster());
        } else {
            chain = null;
            regionOffset = boot.rootStart();
            regionLeft = boot.rootBytes();
        }
    }

    /** Goes to the next entry; false after the last. */
    boolean next() {
        at += ENTRY;
        if (at >= buffer.length && !fill()) {
            return false;
        }
        return buffer[at] != 0;
    }

    /** The bytes in which the current entry lies, valid until the next call of {@link #next()}. */
    byte[] bytes() {
        return buffer;
    }

    /** Where in {@link #bytes()} the current entry begins. */
    int at() {
        return at;
    }

    /** Where on the source the current entry begins. */
    long offset() {
        return bufferOffset + at;
    }

    private boolean fill() {
        if (regionLeft == 0 && !nextCluster()) {
            return false;
        }
        int length = (int) Math.min(regionLeft, READ_AT_ONCE);
        total += length;
        if (total > LARGEST) {
            throw source.damaged(
                    regionOffset, "a FAT directory is longer than " + LARGEST + " bytes");
        }
        buffer = source.read(regionOffset, length);
        bufferOffset = regionOffset;
        regionOffset += length;
        regionLeft -= length;
        at = 0;
        return true;
    }

    private boolean nextCluster() {
        long cluster = chain == null ? FatChain.END : chain.next();
        if (cluster == FatChain.END) {
            return false;
        }
        regionOffset = boot.clusterStart(cluster);
        regionLeft = boot.clusterBytes();
        return true;
    }
}
