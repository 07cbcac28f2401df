package org.cloudinit.media;

import java.nio.charset.StandardCharsets;

/** Names in ISO 9660 directory records without Rock Ridge, as Linux shows them. */
final class IsoNames {

    private IsoNames() {}

    /**
     * A plain name as {@code map=normal} shows it (kernel: {@code isofs_name_translate}): lower
     * case, without the version {@code ;1} and a dot before it; any other semicolon and a slash
     * become a dot.
     */
    static String plain(byte[] bytes, int from, int length) {
        byte[] name = new byte[length];
        int count = 0;
        while (count < length
                && bytes[from + count] != 0
                && !endsHere(bytes, from, count, length)) {
            byte c = bytes[from + count];
            if (c >= 'A' && c <= 'Z') {
                c |= 0x20;
            } else if (c == ';' || c == '/') {
                c = '.';
            }
            name[count++] = c;
        }
        return Bytes.text(name, 0, count);
    }

    private static boolean endsHere(byte[] bytes, int from, int index, int length) {
        int left = length - index;
        return (left == 3 && Bytes.matches(bytes, from + index, ".;1"))
                || (left == 2 && Bytes.matches(bytes, from + index, ";1"));
    }

    /**
     * A Joliet name (kernel: {@code get_joliet_filename}): without the version {@code ;1} and
     * without dots at its end.
     */
    static String joliet(byte[] bytes, int from, int length) {
        String name = new String(bytes, from, length & ~1, StandardCharsets.UTF_16BE);
        int end = name.indexOf('\0');
        if (end < 0) {
            end = name.length();
        }
        if (end > 2 && name.startsWith(";1", end - 2)) {
            end -= 2;
        }
        while (end >= 2 && name.charAt(end - 1) == '.') {
            end--;
        }
        return name.substring(0, end);
    }
}
