package org.cloudinit.media;

import java.nio.charset.StandardCharsets;

/**
 * The label of an NTFS volume: attribute {@code $VOLUME_NAME} of the fourth record of the master
 * file table.
 */
final class NtfsLabel {

    private static final int VOLUME_RECORD = 3;
    private static final int VOLUME_NAME = 0x60;
    private static final int LONGEST_RECORD = 4096;

    private NtfsLabel() {}

    /**
     * The label, or no text if it is not where it should be: a foreign file system's damage is no
     * error here.
     */
    static String on(BlockSource source, byte[] boot) {
        long cluster = (long) Bytes.u16(boot, 11) * Bytes.u8(boot, 13);
        int perRecord = boot[64];
        long record = perRecord > 0 ? perRecord * cluster : 1L << Math.min(-perRecord, 30);
        long table = Bytes.i64(boot, 48);
        if (cluster == 0
                || record < 512
                || record > LONGEST_RECORD
                || table < 0
                || table > source.size() / cluster) {
            return "";
        }
        long at = table * cluster + VOLUME_RECORD * record;
        if (!source.has(at, record)) {
            return "";
        }
        byte[] bytes = source.read(at, (int) record);
        return Bytes.matches(bytes, 0, "FILE") ? name(bytes) : "";
    }

    private static String name(byte[] record) {
        int at = Bytes.u16(record, 20);
        while (at + 24 <= record.length) {
            long type = Bytes.u32(record, at);
            long length = Bytes.u32(record, at + 4);
            if (length < 24 || length > record.length - at) {
                return "";
            }
            if (type == VOLUME_NAME) {
                long from = (long) at + Bytes.u16(record, at + 20);
                long count = Bytes.u32(record, at + 16);
                return from + count > at + length
                        ? ""
                        : new String(record, (int) from, (int) count, StandardCharsets.UTF_16LE);
            }
            at += (int) length;
        }
        return "";
    }
}
