package org.cloudinit.media;

/** The volume label of FAT: an entry of the root directory. */
final class FatLabel {

    private static final int MOST_ENTRIES = 65_536;

    private FatLabel() {}

    /** The label, or no text if there is none. */
    static String on(BlockSource source, FatBoot boot) {
        FatEntries entries = new FatEntries(source, boot, boot.rootPlace());
        for (int count = 0; count < MOST_ENTRIES && entries.next(); count++) {
            byte[] bytes = entries.bytes();
            int at = entries.at();
            int attributes = Bytes.u8(bytes, at + 11);
            boolean isLabel =
                    (attributes & (FatCursor.VOLUME | FatCursor.DIRECTORY)) == FatCursor.VOLUME
                            && (attributes & FatCursor.ATTRIBUTES) != FatCursor.LONG_NAME
                            && Bytes.u8(bytes, at) != FatCursor.DELETED
                            && Bytes.u16(bytes, at + 20) == 0
                            && Bytes.u16(bytes, at + 26) == 0;
            if (isLabel) {
                return FatNames.label(bytes, at);
            }
        }
        return "";
    }
}
