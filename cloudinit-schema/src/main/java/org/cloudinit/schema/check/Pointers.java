package org.cloudinit.schema.check;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901), by which the library names places. */
final class Pointers {
    private Pointers() {}

    /** The segments of a pointer, in plain text. */
    static List<String> segments(String pointer) {
        var segments = new ArrayList<String>();
        int from = pointer.indexOf('/');
        while (from >= 0) {
            int to = pointer.indexOf('/', from + 1);
            segments.add(plain(pointer.substring(from + 1, to < 0 ? pointer.length() : to)));
            from = to;
        }
        return segments;
    }

    static String plain(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }

    static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
