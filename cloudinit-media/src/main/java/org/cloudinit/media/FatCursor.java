package org.cloudinit.media;

import org.jspecify.annotations.Nullable;

/** Reads a FAT directory with long names (VFAT). */
final class FatCursor extends DirectoryCursor {

    static final int READ_ONLY = 0x01;
    static final int VOLUME = 0x08;
    static final int DIRECTORY = 0x10;
    static final int LONG_NAME = 0x0f;
    static final int ATTRIBUTES = 0x3f;
    static final int DELETED = 0xe5;

    /** Modes as Linux shows them to root with its usual umask. */
    private static final int MODE = 0755;

    private static final int MODE_READ_ONLY = 0555;

    private static final int LOWER_BASE = 0x08;
    private static final int LOWER_EXTENSION = 0x10;

    private final FatEntries entries;
    private final FatBoot boot;
    private final int depth;
    private final FatLongName longName = new FatLongName();

    FatCursor(FatVolume volume, FatBoot boot, Node.Directory directory) {
        super(volume.source, volume.limits);
        this.boot = boot;
        this.depth = directory.depth();
        this.entries = new FatEntries(volume.source, boot, directory.place());
    }

    @Override
    @Nullable Node advance() {
        while (entries.next()) {
            spend(FatEntries.ENTRY, entries.offset());
            byte[] bytes = entries.bytes();
            int at = entries.at();
            int attributes = Bytes.u8(bytes, at + 11);
            if (Bytes.u8(bytes, at) == DELETED) {
                longName.forget();
            } else if ((attributes & ATTRIBUTES) == LONG_NAME) {
                longName.add(bytes, at);
            } else if ((attributes & VOLUME) != 0 || isDotName(bytes, at)) {
                longName.forget();
            } else {
                return node(bytes, at, attributes);
            }
        }
        return null;
    }

    /** The directory itself and its parent, which stand first in each directory but the root. */
    private static boolean isDotName(byte[] bytes, int at) {
        return Bytes.matches(bytes, at, ".          ") || Bytes.matches(bytes, at, "..         ");
    }

    private Node node(byte[] bytes, int at, int attributes) {
        String given = longName.take(FatNames.checksum(bytes, at));
        int nameCase = Bytes.u8(bytes, at + 12);
        String name =
                checkedName(
                        given != null
                                ? given
                                : FatNames.shortName(
                                        bytes,
                                        at,
                                        (nameCase & LOWER_BASE) != 0,
                                        (nameCase & LOWER_EXTENSION) != 0),
                        entries.offset());
        int mode = (attributes & READ_ONLY) != 0 ? MODE_READ_ONLY : MODE;
        long high = boot.bits() == 32 ? (long) Bytes.u16(bytes, at + 20) << 16 : 0;
        Place place = new Place.Chain(high | Bytes.u16(bytes, at + 26));
        return (attributes & DIRECTORY) != 0
                ? new Node.Directory(name, mode, depth + 1, place)
                : new Node.File(name, mode, Bytes.u32(bytes, at + 28), place);
    }
}
