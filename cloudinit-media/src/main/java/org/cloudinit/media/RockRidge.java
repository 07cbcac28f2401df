package org.cloudinit.media;

import java.io.ByteArrayOutputStream;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What the system use area of one directory record says (SUSP 1.12, RRIP 1.12), its continuation
 * areas included.
 *
 * <p>A field without a statement is null, or -1.
 */
final class RockRidge {

    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_LINK = 4096;
    private static final int MOST_AREAS = 64;
    private static final int LARGEST_AREA = 32768;

    /** Reads areas on behalf of a directory, which pays for them. */
    interface Areas {
        /** {@code length} bytes from {@code offset} of a logical block on. */
        byte[] continuation(long block, long offset, int length);
    }

    private @Nullable ByteArrayOutputStream name;
    private @Nullable ByteArrayOutputStream target;
    private boolean slashDue;
    private boolean targetBroken;
    private int mode = -1;
    private long childBlock = -1;
    private boolean moved;
    private boolean compressed;
    private boolean announced;
    private int skip = -1;

    private RockRidge() {}

    /**
     * Reads the fields between {@code from} and {@code to}.
     *
     * @throws Malformed if they contradict SUSP or RRIP
     */
    static RockRidge read(byte[] bytes, int from, int to, Areas areas) throws Malformed {
        RockRidge fields = new RockRidge();
        byte[] area = bytes;
        int at = from;
        int end = to;
        for (int count = 0; ; count++) {
            long[] next = fields.areaOrBrokenLink(area, at, end);
            if (next.length == 0) {
                return fields;
            }
            if (count == MOST_AREAS) {
                throw new Malformed(
                        "more than " + MOST_AREAS + " continuation areas for one entry");
            }
            if (next[2] > LARGEST_AREA) {
                throw new Malformed("a continuation area of " + next[2] + " bytes");
            }
            area = areas.continuation(next[0], next[1], (int) next[2]);
            at = 0;
            end = area.length;
        }
    }

    /** A writer that breaks a long target breaks the fields behind it too, and nothing else. */
    private long[] areaOrBrokenLink(byte[] bytes, int from, int to) throws Malformed {
        try {
            return area(bytes, from, to);
        } catch (Malformed e) {
            if (target == null) {
                throw e;
            }
            targetBroken = true;
            return new long[0];
        }
    }

    /** Reads one area. Returns block, offset and length of its continuation, or an empty array. */
    private long[] area(byte[] bytes, int from, int to) throws Malformed {
        long[] next = {};
        int at = from;
        while (to - at >= 4 && bytes[at] != 0) {
            int length = Bytes.u8(bytes, at + 2);
            if (length < 4 || length > to - at) {
                throw new Malformed("a system use field has length " + length);
            }
            if (Bytes.matches(bytes, at, "ST")) {
                break;
            }
            if (Bytes.matches(bytes, at, "CE") && length >= 28) {
                next =
                        new long[] {
                            Bytes.u32(bytes, at + 4),
                            Bytes.u32(bytes, at + 12),
                            Bytes.u32(bytes, at + 20)
                        };
            } else {
                field(bytes, at, length);
            }
            at += length;
        }
        return next;
    }

    private void field(byte[] bytes, int at, int length) throws Malformed {
        switch (Bytes.u8(bytes, at) << 8 | Bytes.u8(bytes, at + 1)) {
            case 'N' << 8 | 'M' -> name(bytes, at, length);
            case 'S' << 8 | 'L' -> link(bytes, at, length);
            case 'P' << 8 | 'X' ->
                    mode = length >= 8 ? (int) Bytes.u32(bytes, at + 4) & 0xffff : mode;
            case 'C' << 8 | 'L' -> childBlock = length >= 8 ? Bytes.u32(bytes, at + 4) : childBlock;
            case 'R' << 8 | 'E' -> moved = true;
            case 'Z' << 8 | 'F' -> compressed = true;
            case 'E' << 8 | 'R' -> announced |= isRockRidge(bytes, at, length);
            case 'S' << 8 | 'P' -> {
                if (length >= 7
                        && Bytes.u8(bytes, at + 4) == 0xbe
                        && Bytes.u8(bytes, at + 5) == 0xef) {
                    skip = Bytes.u8(bytes, at + 6);
                }
            }
            default -> {
                // Time stamps, owners' details and whatever else a writer adds are of no use here.
            }
        }
    }

    private static boolean isRockRidge(byte[] bytes, int at, int length) {
        int from = at + 8;
        return length > 8
                && from + 9 <= at + length
                && (Bytes.matches(bytes, from, "RRIP_1991")
                        || Bytes.matches(bytes, from, "IEEE_P128")
                        || Bytes.matches(bytes, from, "IEEE_1282"));
    }

    private void name(byte[] bytes, int at, int length) throws Malformed {
        int dotNames = 2 | 4;
        if (length < 5 || (bytes[at + 4] & dotNames) != 0) {
            return;
        }
        if (name == null) {
            name = new ByteArrayOutputStream(length);
        }
        append(name, bytes, at + 5, length - 5, LONGEST_NAME);
    }

    /**
     * Components of a link's target; one component may go on in the next, one target in the next
     * field. Some writers break long targets: that spoils the link, not the directory.
     */
    private void link(byte[] bytes, int at, int length) throws Malformed {
        int end = at + length;
        if (target == null) {
            target = new ByteArrayOutputStream(64);
        }
        int part = at + 5;
        while (part + 2 <= end && !targetBroken) {
            int count = Bytes.u8(bytes, part + 1);
            targetBroken = part + 2 + count > end || !component(target, bytes, part, count);
            part += 2 + count;
        }
    }

    /** Adds one component; false if it is of no known kind. */
    private boolean component(ByteArrayOutputStream to, byte[] bytes, int part, int count)
            throws Malformed {
        int flags = Bytes.u8(bytes, part);
        if (slashDue) {
            to.write('/');
        }
        slashDue = (flags & 1) == 0;
        switch (flags & ~1) {
            case 0 -> append(to, bytes, part + 2, count, LONGEST_LINK);
            case 2 -> to.write('.');
            case 4 -> append(to, new byte[] {'.', '.'}, 0, 2, LONGEST_LINK);
            case 8 -> {
                to.write('/');
                slashDue = false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void append(
            ByteArrayOutputStream to, byte[] bytes, int from, int count, int most)
            throws Malformed {
        if (to.size() + count > most) {
            throw new Malformed("a name or link is longer than " + most + " bytes");
        }
        to.write(bytes, from, count);
    }

    /** NM: the name. */
    @Nullable String name() {
        return name == null ? null : text(name);
    }

    /** SL: the target of a symbolic link, empty if it is broken. */
    @Nullable String target() {
        if (target == null) {
            return null;
        }
        return targetBroken ? "" : text(target);
    }

    private static String text(ByteArrayOutputStream bytes) {
        byte[] array = bytes.toByteArray();
        return Bytes.text(array, 0, array.length);
    }

    /** PX: POSIX file mode with its type bits. */
    int mode() {
        return mode;
    }

    /** CL: block of the directory that was moved away from here. */
    long childBlock() {
        return childBlock;
    }

    /** RE: this directory stands here only because it was moved, and shows where it came from. */
    boolean isMoved() {
        return moved;
    }

    /** ZF: the content is compressed in zisofs' way. */
    boolean isCompressed() {
        return compressed;
    }

    /**
     * SP: bytes to skip at the start of each system use area, or -1 if the volume does not use
     * SUSP.
     */
    int skip() {
        return skip;
    }

    /**
     * Whether these fields, the root's, say that the volume uses Rock Ridge: by ER, or by the use
     * of its fields.
     */
    boolean announcesRockRidge() {
        return skip >= 0 && (announced || mode >= 0);
    }

    /**
     * Fields that contradict the format; whoever knows the place turns it into a {@link
     * MediaException}.
     */
    static final class Malformed extends Exception {
        @Serial private static final long serialVersionUID = 1L;

        private final String problem;

        Malformed(String problem) {
            super(problem, null, false, false);
            this.problem = problem;
        }

        String problem() {
            return problem;
        }
    }
}
