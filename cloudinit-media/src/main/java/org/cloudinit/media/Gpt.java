package org.cloudinit.media;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The GUID partition table (UEFI 2.10, 5.3): a header with checksums in the second sector, and a
 * copy in the last. Sectors of 512 and of 4096 bytes are tried.
 */
final class Gpt {

    private static final int HEADER = 92;
    private static final int ENTRY = 128;
    private static final int NAME_FROM = 56;
    private static final int NAME_LENGTH = 72;
    private static final long LARGEST_TABLE = 1 << 20;

    private Gpt() {}

    /** The partitions by the first header that holds, or else by its copy. */
    static List<Partition> partitions(BlockSource disk) {
        for (int sector = 512; sector <= 4096; sector *= 8) {
            List<Partition> found = byHeader(disk, sector, 1);
            if (found == null) {
                found = byHeader(disk, sector, disk.size() / sector - 1);
            }
            if (found != null) {
                return found;
            }
        }
        throw disk.damaged(
                512,
                "neither copy of the GUID partition table has the right signature and checksums");
    }

    private static @Nullable List<Partition> byHeader(BlockSource disk, int sector, long block) {
        if (!disk.has(block * sector, sector)) {
            return null;
        }
        byte[] header = disk.read(block * sector, sector);
        long length = Bytes.u32(header, 12);
        if (!Bytes.matches(header, 0, "EFI PART")
                || length < HEADER
                || length > sector
                || Bytes.i64(header, 24) != block
                || headerSum(header, (int) length) != Bytes.u32(header, 16)) {
            return null;
        }
        long count = Bytes.u32(header, 80);
        long size = Bytes.u32(header, 84);
        long first = Bytes.i64(header, 72);
        if (size < ENTRY
                || size > 4096
                || size % 8 != 0
                || count * size > LARGEST_TABLE
                || first > disk.size() / sector) {
            return null;
        }
        if (!disk.has(first * sector, count * size)) {
            return null;
        }
        byte[] entries = disk.read(first * sector, (int) (count * size));
        return sum(entries, entries.length) == Bytes.u32(header, 88)
                ? read(entries, (int) size, sector)
                : null;
    }

    /** The header's checksum is taken with its own field as 0. */
    private static long headerSum(byte[] header, int length) {
        byte[] bytes = header.clone();
        for (int i = 16; i < 20; i++) {
            bytes[i] = 0;
        }
        return sum(bytes, length);
    }

    private static long sum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /**
     * The used entries. Those that end before they begin, or beyond any disk, name no partition, as
     * in Linux.
     */
    private static List<Partition> read(byte[] entries, int size, int sector) {
        List<Partition> found = new ArrayList<>();
        for (int at = 0; at < entries.length; at += size) {
            String type = guid(entries, at);
            long first = Bytes.i64(entries, at + 32);
            long last = Bytes.i64(entries, at + 40);
            if (!type.isEmpty() && first > 0 && last >= first && last < Long.MAX_VALUE / sector) {
                String name =
                        new String(entries, at + NAME_FROM, NAME_LENGTH, StandardCharsets.UTF_16LE);
                int end = name.indexOf('\0');
                found.add(
                        new Partition(
                                at / size + 1,
                                first * sector,
                                (last - first + 1) * sector,
                                type,
                                end < 0 ? name : name.substring(0, end)));
            }
        }
        return found;
    }

    /**
     * A GUID, whose first three groups are stored little-endian; no text for the one of zeros,
     * which marks a free entry.
     */
    private static String guid(byte[] bytes, int at) {
        byte[] ordered = new byte[16];
        int[] order = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = bytes[at + order[i]];
        }
        return Bytes.uuid(ordered, 0);
    }
}
