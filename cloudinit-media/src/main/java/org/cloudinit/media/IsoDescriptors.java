package org.cloudinit.media;

import org.jspecify.annotations.Nullable;

/**
 * The volume descriptors of ISO 9660 (ECMA-119, 8), which stand in sectors of 2 KiB from the 16th
 * on.
 *
 * @param identity label and UUID
 * @param blockSize bytes of a logical block
 * @param root root directory of the primary volume
 * @param jolietRoot root directory with Joliet names, or null
 */
record IsoDescriptors(
        Probe.Supported identity,
        int blockSize,
        Place.Extent root,
        Place.@Nullable Extent jolietRoot) {

    static final int SECTOR = 2048;

    private static final int FIRST = 16 * SECTOR;
    private static final int MOST = 64;
    private static final int PRIMARY = 1;
    private static final int SUPPLEMENTARY = 2;
    private static final int TERMINATOR = 255;
    private static final int VOLUME_ID = 40;
    private static final int VOLUME_ID_LENGTH = 32;

    /** The descriptors on a source, or null if it has no signature of ISO 9660. */
    static @Nullable IsoDescriptors on(BlockSource source) {
        byte[] id = new byte[6];
        if (!source.has(FIRST, SECTOR)) {
            return null;
        }
        source.read(FIRST, id, 0, id.length);
        if (!isDescriptor(id)) {
            return null;
        }
        byte[] primary = null;
        byte[] joliet = null;
        for (int i = 0; i < MOST && source.has(FIRST + (long) i * SECTOR, SECTOR); i++) {
            byte[] descriptor = source.read(FIRST + (long) i * SECTOR, SECTOR);
            int type = Bytes.u8(descriptor, 0);
            if (!isDescriptor(descriptor) || type == TERMINATOR) {
                break;
            }
            if (type == PRIMARY && primary == null) {
                primary = descriptor;
            } else if (type == SUPPLEMENTARY && joliet == null && isJoliet(descriptor)) {
                joliet = descriptor;
            }
        }
        if (primary == null) {
            throw source.damaged(FIRST, "ISO 9660 without a primary volume descriptor");
        }
        return of(source, primary, joliet);
    }

    private static IsoDescriptors of(BlockSource source, byte[] primary, byte @Nullable [] joliet) {
        int blockSize = Bytes.u16(primary, 128);
        if (blockSize != 512 && blockSize != 1024 && blockSize != SECTOR) {
            throw source.damaged(FIRST + 128, "the logical block size of ISO 9660 is " + blockSize);
        }
        return new IsoDescriptors(
                new Probe.Supported(
                        Probe.Format.ISO9660, label(primary, joliet), uuid(primary), ""),
                blockSize,
                root(source, primary, blockSize),
                joliet == null ? null : root(source, joliet, blockSize));
    }

    private static boolean isDescriptor(byte[] bytes) {
        return Bytes.matches(bytes, 1, "CD001");
    }

    /** Joliet's three levels of UCS-2, as escape sequences of ISO 2022. */
    private static boolean isJoliet(byte[] descriptor) {
        return Bytes.matches(descriptor, 88, "%/@")
                || Bytes.matches(descriptor, 88, "%/C")
                || Bytes.matches(descriptor, 88, "%/E");
    }

    private static Place.Extent root(BlockSource source, byte[] descriptor, int blockSize) {
        IsoRecord record = IsoRecord.at(descriptor, 156, 156 + 34);
        if (record == null) {
            throw source.damaged(FIRST + 156, "the root directory record of ISO 9660 is broken");
        }
        return record.extent(blockSize);
    }

    /**
     * The label as {@code blkid} 2.38 reports it: Joliet's, which keeps case and accents but holds
     * only 16 characters, and beyond them the primary one's, where that begins like Joliet's.
     */
    private static String label(byte[] primary, byte @Nullable [] joliet) {
        String plain = Bytes.label(primary, VOLUME_ID, VOLUME_ID_LENGTH);
        if (joliet == null) {
            return plain;
        }
        StringBuilder label = new StringBuilder(VOLUME_ID_LENGTH);
        boolean alike = true;
        for (int i = 0; i < VOLUME_ID_LENGTH / 2; i++) {
            int at = VOLUME_ID + 2 * i;
            char c = (char) (Bytes.u8(joliet, at) << 8 | Bytes.u8(joliet, at + 1));
            char other = (char) Bytes.u8(primary, VOLUME_ID + i);
            alike &= c == other || other == '_' || (c < 0x80 && Character.toUpperCase(c) == other);
            label.append(c);
        }
        int end = label.indexOf("\0");
        if (end >= 0) {
            label.setLength(end);
        } else if (alike) {
            label.append(
                    Bytes.text(
                            primary,
                            VOLUME_ID + VOLUME_ID_LENGTH / 2,
                            VOLUME_ID + VOLUME_ID_LENGTH));
        }
        return label.toString().stripTrailing();
    }

    /** The modification date, or else the creation date, digit by digit. */
    private static String uuid(byte[] primary) {
        String modified = date(primary, 830);
        return modified.isEmpty() ? date(primary, 813) : modified;
    }

    private static String date(byte[] primary, int at) {
        StringBuilder out = new StringBuilder(22);
        boolean set = primary[at + 16] != 0;
        for (int i = 0; i < 16; i++) {
            int digit = Bytes.u8(primary, at + i);
            if (digit < '0' || digit > '9') {
                return "";
            }
            set |= digit != '0';
            if (i >= 4 && i % 2 == 0) {
                out.append('-');
            }
            out.append((char) digit);
        }
        return set ? out.toString() : "";
    }
}
