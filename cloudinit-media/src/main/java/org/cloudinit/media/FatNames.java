package org.cloudinit.media;

import java.nio.charset.Charset;
import java.util.Locale;

/** Short names and labels of FAT, in the code page that Linux takes by default. */
final class FatNames {

    /** A first byte 0xe5, which would mark a deleted entry, is stored as this. */
    private static final int STANDS_FOR_E5 = 0x05;

    private static final String NO_LABEL = "NO NAME";

    private FatNames() {}

    /** A label of 11 bytes; {@code NO NAME} means that there is none. */
    static String label(byte[] bytes, int at) {
        String label = decode(bytes, at, 11);
        int end = label.indexOf('\0');
        String text = (end < 0 ? label : label.substring(0, end)).stripTrailing();
        return text.equals(NO_LABEL) ? "" : text;
    }

    /**
     * The short name of an entry: base and extension, each in lower case if its flag says so, as
     * Windows NT writes and Linux's {@code shortname=mixed} reads them.
     */
    static String shortName(byte[] bytes, int at, boolean lowerBase, boolean lowerExtension) {
        String base = part(bytes, at, 8, lowerBase);
        String extension = part(bytes, at + 8, 3, lowerExtension);
        return extension.isEmpty() ? base : base.concat(".").concat(extension);
    }

    private static String part(byte[] bytes, int at, int length, boolean lower) {
        int end = length;
        while (end > 0 && bytes[at + end - 1] == ' ') {
            end--;
        }
        String text = decode(bytes, at, end);
        return lower ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static String decode(byte[] bytes, int at, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            int c = Bytes.u8(bytes, at + i);
            if (i == 0 && c == STANDS_FOR_E5) {
                c = 0xe5;
            }
            text[i] = c < 0x80 ? (char) c : codePage437(c);
        }
        return new String(text);
    }

    /** Looked up only for such a character: few drives need the table. */
    private static char codePage437(int c) {
        return new String(new byte[] {(byte) c}, Charset.forName("IBM437")).charAt(0);
    }

    /**
     * The checksum by which the parts of a long name know their short one (FAT specification, 7.2).
     */
    static int checksum(byte[] bytes, int at) {
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            sum = ((sum & 1) << 7 | sum >> 1) + Bytes.u8(bytes, at + i) & 0xff;
        }
        return sum;
    }
}
