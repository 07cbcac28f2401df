package org.cloudinit.media;

/**
 * One partition of a disk.
 *
 * @param number as Linux counts: from 1, logical partitions from 5
 * @param start first byte on the disk
 * @param length in bytes
 * @param type MBR type as two hexadecimal digits, or GPT type GUID in lower case
 * @param name GPT name; empty for MBR
 */
public record Partition(int number, long start, long length, String type, String name) {

    /**
     * The partition's bytes as a source. The disk stays with the caller, who closes it.
     *
     * @throws MediaException with code {@code TRUNCATED} if the disk ends before the partition does
     */
    public BlockSource on(BlockSource disk) {
        return disk.slice(disk.name() + " (partition " + number + ")", start, length);
    }
}
