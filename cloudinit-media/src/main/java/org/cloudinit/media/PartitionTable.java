package org.cloudinit.media;

import java.util.List;

/**
 * How a disk is divided.
 *
 * @param scheme the kind of table
 * @param partitions in the order of their numbers; empty slots are left out
 */
public record PartitionTable(Scheme scheme, List<Partition> partitions) {

    /** The kind of a partition table. */
    public enum Scheme {
        /** There is none. */
        NONE,
        /** A master boot record, with or without logical partitions. */
        MBR,
        /** A GUID partition table. */
        GPT
    }

    /** Copies the list. */
    public PartitionTable {
        partitions = List.copyOf(partitions);
    }

    /**
     * Reads a disk's table. A file system without a table, whose boot sector can look like one, has
     * the scheme {@code NONE}.
     *
     * @throws MediaException if the table is damaged: a chain of logical partitions that returns or
     *     leaves the disk, or a GPT of which neither copy has the right checksums
     */
    public static PartitionTable read(BlockSource disk) {
        if (!disk.has(0, 512) || FatBoot.on(disk) != null) {
            return new PartitionTable(Scheme.NONE, List.of());
        }
        Mbr mbr = Mbr.on(disk);
        if (mbr == null) {
            return new PartitionTable(Scheme.NONE, List.of());
        }
        if (mbr.isProtective()) {
            return new PartitionTable(Scheme.GPT, Gpt.partitions(disk));
        }
        return new PartitionTable(Scheme.MBR, mbr.partitions());
    }
}
