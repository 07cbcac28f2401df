package org.cloudinit.media;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The boot sector of FAT12, FAT16 or FAT32 (Microsoft's FAT specification, 3), as places on the
 * source.
 *
 * @param bits width of an entry of the allocation table: 12, 16 or 32
 * @param clusterBytes bytes of a cluster
 * @param tableStart first byte of the first allocation table
 * @param rootStart first byte of the root directory of FAT12/16
 * @param rootBytes bytes of that directory; 0 for FAT32
 * @param dataStart first byte of cluster 2
 * @param clusters number of clusters, the first of which is number 2
 * @param rootCluster first cluster of FAT32's root directory
 * @param serial volume serial number, as {@code blkid} prints it
 * @param label label in the boot sector, or no text
 */
record FatBoot(
        int bits,
        int clusterBytes,
        long tableStart,
        long rootStart,
        long rootBytes,
        long dataStart,
        long clusters,
        long rootCluster,
        String serial,
        String label) {

    private static final int MOST_CLUSTERS_12 = 0xff4;
    private static final int MOST_CLUSTERS_16 = 0xfff4;
    private static final int MOST_CLUSTERS_32 = 0xffffff6;

    /** The boot sector of a source, or null if it has none of FAT. */
    static @Nullable FatBoot on(BlockSource source) {
        if (!source.has(0, 512)) {
            return null;
        }
        byte[] sector = source.read(0, 512);
        return hasSignature(sector) && hasGeometry(sector) ? of(sector) : null;
    }

    private static boolean hasSignature(byte[] sector) {
        boolean foreign =
                Bytes.matches(sector, 54, "JFS     ") || Bytes.matches(sector, 54, "HPFS    ");
        boolean named = Bytes.matches(sector, 54, "FAT") || Bytes.matches(sector, 82, "FAT32   ");
        return named || (!foreign && Bytes.u16(sector, 510) == 0xaa55);
    }

    /**
     * The checks that tell a FAT boot sector from a partition table, whose signature is the same.
     */
    private static boolean hasGeometry(byte[] sector) {
        int sectorBytes = Bytes.u16(sector, 11);
        int perCluster = Bytes.u8(sector, 13);
        int media = Bytes.u8(sector, 21);
        return sectorBytes >= 512
                && sectorBytes <= 4096
                && Integer.bitCount(sectorBytes) == 1
                && Integer.bitCount(perCluster) == 1
                && Bytes.u16(sector, 14) > 0
                && Bytes.u8(sector, 16) > 0
                && (media == 0xf0 || media >= 0xf8);
    }

    private static @Nullable FatBoot of(byte[] sector) {
        long sectorBytes = Bytes.u16(sector, 11);
        int perCluster = Bytes.u8(sector, 13);
        long reserved = Bytes.u16(sector, 14);
        long total = Bytes.u16(sector, 19) != 0 ? Bytes.u16(sector, 19) : Bytes.u32(sector, 32);
        boolean is32 = Bytes.u16(sector, 22) == 0;
        long tableSectors = is32 ? Bytes.u32(sector, 36) : Bytes.u16(sector, 22);
        long rootBytes = 32L * Bytes.u16(sector, 17);
        long rootSector = reserved + Bytes.u8(sector, 16) * tableSectors;
        long dataSector = rootSector + (rootBytes + sectorBytes - 1) / sectorBytes;
        if (tableSectors == 0 || dataSector >= total || (is32 != (rootBytes == 0))) {
            return null;
        }
        long clusters = (total - dataSector) / perCluster;
        int bits = is32 ? 32 : clusters > MOST_CLUSTERS_12 ? 16 : 12;
        if (clusters > (is32 ? MOST_CLUSTERS_32 : MOST_CLUSTERS_16)) {
            return null;
        }
        int extended = is32 ? 64 : 36;
        return new FatBoot(
                bits,
                (int) (perCluster * sectorBytes),
                reserved * sectorBytes,
                rootSector * sectorBytes,
                rootBytes,
                dataSector * sectorBytes,
                // No more clusters than the table has entries for, after the two that stand for
                // nothing.
                Math.max(0, Math.min(clusters, tableSectors * sectorBytes * 8 / bits - 2)),
                is32 ? Bytes.u32(sector, 44) : 0,
                serial(sector, extended + 3),
                FatNames.label(sector, extended + 7));
    }

    private static String serial(byte[] sector, int at) {
        StringBuilder out = new StringBuilder(9);
        Bytes.hex(out, Bytes.u16(sector, at + 2), 4, true);
        out.append('-');
        Bytes.hex(out, Bytes.u16(sector, at), 4, true);
        return out.toString();
    }

    /**
     * Label and serial number. The label is the root directory's, as {@code blkid} has it since
     * 2.33; the boot sector's is told apart.
     */
    Probe.Supported identity(BlockSource source) {
        return new Probe.Supported(Probe.Format.VFAT, FatLabel.on(source, this), serial, label);
    }

    /** Where the root directory lies. */
    Place rootPlace() {
        return bits == 32
                ? new Place.Chain(rootCluster)
                : new Place.Extents(List.of(new Place.Extent(rootStart, rootBytes)));
    }

    boolean hasCluster(long number) {
        return number >= 2 && number < clusters + 2;
    }

    /** First byte of a cluster. */
    long clusterStart(long number) {
        return dataStart + (number - 2) * clusterBytes;
    }
}
