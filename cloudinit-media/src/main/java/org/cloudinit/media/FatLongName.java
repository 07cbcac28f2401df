package org.cloudinit.media;

import org.jspecify.annotations.Nullable;

/**
 * A long name on its way: its parts stand before the short entry, last part first, each with its
 * number and the checksum of the short name. A name whose parts do not fit together is dropped, and
 * the short name counts, as in Linux.
 */
final class FatLongName {

    private static final int PART = 13;
    private static final int MOST_PARTS = 20;
    private static final int LAST = 0x40;
    private static final int NUMBER = 0x3f;

    private final char[] name = new char[MOST_PARTS * PART];
    private int parts;

    /**
     * Number of the part that must come next; 0 when the name is complete, -1 when there is none.
     */
    private int due = -1;

    private int checksum;

    void forget() {
        due = -1;
    }

    void add(byte[] bytes, int at) {
        int number = Bytes.u8(bytes, at) & NUMBER;
        int sum = Bytes.u8(bytes, at + 13);
        if ((bytes[at] & LAST) != 0) {
            parts = number;
            due = number;
            checksum = sum;
        }
        if (number == 0 || number > MOST_PARTS || number != due || sum != checksum) {
            due = -1;
            return;
        }
        int to = (number - 1) * PART;
        for (int i = 0; i < PART; i++) {
            int from = i < 5 ? 1 + 2 * i : i < 11 ? 14 + 2 * (i - 5) : 28 + 2 * (i - 11);
            name[to + i] = (char) Bytes.u16(bytes, at + from);
        }
        due = number - 1;
    }

    /**
     * The name for a short entry with this checksum, or null; either way the next name starts anew.
     */
    @Nullable String take(int shortChecksum) {
        boolean complete = due == 0 && checksum == shortChecksum;
        due = -1;
        if (!complete) {
            return null;
        }
        int length = 0;
        while (length < parts * PART && name[length] != 0) {
            length++;
        }
        return length == 0 ? null : new String(name, 0, length);
    }
}
