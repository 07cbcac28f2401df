package org.cloudinit.media;

/**
 * Which file system lies on a source. Texts that are not there are empty.
 *
 * <p>At most a few blocks are read, whatever the source's size.
 */
public sealed interface Probe {

    /** A file system that {@link Volume} reads. */
    enum Format {
        /** ISO 9660, with or without Rock Ridge or Joliet. */
        ISO9660("iso9660"),
        /** FAT12, FAT16 or FAT32. */
        VFAT("vfat");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        /** The name that {@code blkid} and {@code mount} use. */
        public String type() {
            return type;
        }
    }

    /**
     * A file system that {@link Volume#open(BlockSource)} opens.
     *
     * @param format which one
     * @param label {@code LABEL} as {@code blkid} reports it
     * @param uuid {@code UUID} as {@code blkid} reports it
     * @param bootLabel the label in a FAT boot sector, {@code LABEL_FATBOOT} of {@code blkid}
     */
    record Supported(Format format, String label, String uuid, String bootLabel) implements Probe {}

    /**
     * A file system, or other content with a signature, that is only recognised.
     *
     * @param type the name that {@code blkid} and {@code mount} use
     * @param label {@code LABEL} as {@code blkid} reports it
     * @param uuid {@code UUID} as {@code blkid} reports it
     */
    record Other(String type, String label, String uuid) implements Probe {}

    /** Nothing known. It may be a disk with partitions: see {@link PartitionTable}. */
    record Unknown() implements Probe {}

    /**
     * Looks at a source.
     *
     * @throws MediaException if the source cannot be read, or has the signature of ISO 9660 and
     *     then contradicts it
     */
    static Probe of(BlockSource source) {
        FatBoot fat = FatBoot.on(source);
        if (fat != null) {
            return fat.identity(source);
        }
        IsoDescriptors iso = IsoDescriptors.on(source);
        if (iso != null) {
            return iso.identity();
        }
        return Signatures.on(source);
    }
}
