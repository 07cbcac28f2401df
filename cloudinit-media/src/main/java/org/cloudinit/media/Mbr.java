package org.cloudinit.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The master boot record and the chain of extended boot records after it. Sectors are of 512 bytes.
 */
final class Mbr {

    private static final int SECTOR = 512;
    private static final int ENTRIES = 446;
    private static final int ENTRY = 16;
    private static final int FIRST_LOGICAL = 5;
    private static final int MOST_LOGICAL = 128;
    private static final int PROTECTIVE = 0xee;

    private final BlockSource disk;
    private final byte[] sector;

    private Mbr(BlockSource disk, byte[] sector) {
        this.disk = disk;
        this.sector = sector;
    }

    /** The record of a disk, or null if there is none. */
    static @Nullable Mbr on(BlockSource disk) {
        byte[] sector = disk.read(0, SECTOR);
        if (!hasSignature(sector)) {
            return null;
        }
        boolean used = false;
        for (int i = 0; i < 4; i++) {
            // Boot code of a lone file system ends in the same signature; its bytes here are hardly
            // such flags.
            if ((sector[ENTRIES + i * ENTRY] & 0x7f) != 0) {
                return null;
            }
            used |= type(sector, i) != 0;
        }
        return used ? new Mbr(disk, sector) : null;
    }

    /** Whether the record only guards a GPT. */
    boolean isProtective() {
        for (int i = 0; i < 4; i++) {
            if (type(sector, i) == PROTECTIVE) {
                return true;
            }
        }
        return false;
    }

    List<Partition> partitions() {
        List<Partition> found = new ArrayList<>();
        long extended = 0;
        for (int i = 0; i < 4; i++) {
            if (isExtended(type(sector, i))) {
                extended = extended == 0 ? start(sector, i) : extended;
            } else if (isUsed(sector, i)) {
                found.add(partition(sector, i, i + 1, 0));
            }
        }
        if (extended != 0) {
            addLogical(found, extended);
        }
        return found;
    }

    /**
     * Each extended record describes one logical partition, relative to itself, and the next
     * record, relative to the first.
     */
    private void addLogical(List<Partition> found, long first) {
        List<Long> seen = new ArrayList<>();
        long record = first;
        while (true) {
            if (seen.contains(record) || seen.size() == MOST_LOGICAL) {
                throw disk.damaged(record * SECTOR, "the chain of logical partitions does not end");
            }
            seen.add(record);
            byte[] bytes = disk.read(record * SECTOR, SECTOR);
            if (!hasSignature(bytes)) {
                throw disk.damaged(record * SECTOR, "an extended boot record has no signature");
            }
            long next = 0;
            for (int i = 0; i < 4; i++) {
                if (isExtended(type(bytes, i))) {
                    next = next == 0 ? start(bytes, i) : next;
                } else if (i < 2 && isUsed(bytes, i)) {
                    found.add(partition(bytes, i, FIRST_LOGICAL + seen.size() - 1, record));
                }
            }
            if (next == 0) {
                return;
            }
            record = first + next;
        }
    }

    private static boolean hasSignature(byte[] bytes) {
        return Bytes.u16(bytes, 510) == 0xaa55;
    }

    private static int type(byte[] bytes, int index) {
        return Bytes.u8(bytes, ENTRIES + index * ENTRY + 4);
    }

    private static long start(byte[] bytes, int index) {
        return Bytes.u32(bytes, ENTRIES + index * ENTRY + 8);
    }

    private static long length(byte[] bytes, int index) {
        return Bytes.u32(bytes, ENTRIES + index * ENTRY + 12);
    }

    private static boolean isUsed(byte[] bytes, int index) {
        return type(bytes, index) != 0 && length(bytes, index) != 0;
    }

    private static boolean isExtended(int type) {
        return type == 0x05 || type == 0x0f || type == 0x85;
    }

    private static Partition partition(byte[] bytes, int index, int number, long base) {
        StringBuilder type = new StringBuilder(2);
        Bytes.hex(type, type(bytes, index), 2, false);
        return new Partition(
                number,
                (base + start(bytes, index)) * SECTOR,
                length(bytes, index) * SECTOR,
                type.toString(),
                "");
    }
}
