package org.cloudinit.media;

/**
 * File systems that are recognised by their superblock, for their label: a labelled drive of such a
 * kind is left to {@code mount}. Offsets are those of the on-disk formats; type names are those of
 * {@code blkid}.
 */
final class Signatures {

    private static final int EXT = 1024;
    private static final int EXT_HAS_JOURNAL = 0x4;
    private static final int EXT_JOURNAL_DEVICE = 0x8;

    /**
     * Features of ext4 that neither ext2 nor ext3 has: extents, 64 bit, flex_bg, and huge files,
     * group checksums, many links.
     */
    private static final int EXT4_INCOMPATIBLE = 0x40 | 0x80 | 0x200;

    private static final int EXT4_READ_ONLY = 0x8 | 0x10 | 0x20 | 0x40;
    private static final int BTRFS = 65536;

    private final BlockSource source;
    private final byte[] head;

    private Signatures(BlockSource source, byte[] head) {
        this.source = source;
        this.head = head;
    }

    static Probe on(BlockSource source) {
        byte[] head = new byte[4096];
        source.read(0, head, 0, (int) Math.min(head.length, source.size()));
        return new Signatures(source, head).probe();
    }

    private Probe probe() {
        if (Bytes.u16(head, EXT + 0x38) == 0xef53) {
            return new Probe.Other(
                    extType(), Bytes.label(head, EXT + 0x78, 16), Bytes.uuid(head, EXT + 0x68));
        }
        if (Bytes.matches(head, 0, "XFSB")) {
            return new Probe.Other("xfs", Bytes.label(head, 108, 12), Bytes.uuid(head, 32));
        }
        if (Bytes.matches(head, 3, "NTFS    ")) {
            return new Probe.Other("ntfs", NtfsLabel.on(source, head), serial(72));
        }
        if (Bytes.u32(head, EXT) == 0xf2f52010L) {
            return new Probe.Other("f2fs", "", Bytes.uuid(head, EXT + 108));
        }
        if (Bytes.u32(head, EXT) == 0xe0f5e1e2L) {
            return new Probe.Other(
                    "erofs", Bytes.label(head, EXT + 64, 16), Bytes.uuid(head, EXT + 48));
        }
        if (source.has(BTRFS, 4096)) {
            byte[] block = source.read(BTRFS, 4096);
            if (Bytes.matches(block, 0x40, "_BHRfS_M")) {
                return new Probe.Other(
                        "btrfs", Bytes.label(block, 0x12b, 256), Bytes.uuid(block, 0x20));
            }
        }
        return unlabelled();
    }

    /** Kinds without a label, or whose label lies too deep to be worth a search. */
    private Probe unlabelled() {
        if (Bytes.matches(head, 0, "hsqs")) {
            return new Probe.Other("squashfs", "", "");
        }
        if (Bytes.matches(head, 3, "EXFAT   ")) {
            return new Probe.Other("exfat", "", "");
        }
        if (Bytes.matches(head, 0, "LUKS\u00ba\u00be")) {
            return new Probe.Other("crypto_LUKS", "", "");
        }
        if (Bytes.matches(head, 512, "LABELONE")) {
            return new Probe.Other("LVM2_member", "", "");
        }
        if (Bytes.matches(head, 4086, "SWAPSPACE2")) {
            return new Probe.Other("swap", Bytes.label(head, 1052, 16), Bytes.uuid(head, 1036));
        }
        if (isUdf()) {
            return new Probe.Other("udf", "", "");
        }
        return new Probe.Unknown();
    }

    private String extType() {
        long compatible = Bytes.u32(head, EXT + 0x5c);
        long incompatible = Bytes.u32(head, EXT + 0x60);
        long readOnly = Bytes.u32(head, EXT + 0x64);
        if ((incompatible & EXT_JOURNAL_DEVICE) != 0) {
            return "jbd";
        }
        if ((incompatible & EXT4_INCOMPATIBLE) != 0 || (readOnly & EXT4_READ_ONLY) != 0) {
            return "ext4";
        }
        return (compatible & EXT_HAS_JOURNAL) != 0 ? "ext3" : "ext2";
    }

    /** A 64-bit serial number, most significant digit first. */
    private String serial(int at) {
        StringBuilder out = new StringBuilder(16);
        Bytes.hex(out, Bytes.i64(head, at), 16, true);
        return out.toString();
    }

    /** The volume recognition sequence of ECMA-167: descriptors of 2 KiB from 32 KiB on. */
    private boolean isUdf() {
        byte[] id = new byte[6];
        for (long at = 32768; at <= 32768 + 8 * 2048 && source.has(at, 6); at += 2048) {
            source.read(at, id, 0, 6);
            if (Bytes.matches(id, 1, "NSR02") || Bytes.matches(id, 1, "NSR03")) {
                return true;
            }
        }
        return false;
    }
}
