package org.cloudinit.config.patch;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;

/**
 * A place in a tree (RFC 6901): {@code /list/0/key}, with {@code ~0} for a tilde and {@code ~1} for
 * a slash in a key. The empty pointer is the whole tree.
 *
 * @param text the pointer as written
 * @param parts keys and positions, unescaped
 * @param origin where it was written, for messages
 */
record JsonPointer(String text, List<String> parts, Origin origin) {
    /** The place behind the last item of a list. */
    static final String END = "-";

    JsonPointer {
        parts = List.copyOf(parts);
    }

    static JsonPointer parse(Scalar.Text text) {
        String pointer = text.value();
        if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
            throw PatchFault.invalid(text.origin(), "a path begins with a slash");
        }
        var parts = new ArrayList<String>();
        for (int at = 0; at < pointer.length(); ) {
            int slash = pointer.indexOf('/', at + 1);
            int end = slash < 0 ? pointer.length() : slash;
            parts.add(unescape(pointer.substring(at + 1, end), text.origin()));
            at = end;
        }
        return new JsonPointer(pointer, parts, text.origin());
    }

    private static String unescape(String part, Origin origin) {
        for (int i = part.indexOf('~'); i >= 0; i = part.indexOf('~', i + 1)) {
            if (i + 1 == part.length()
                    || (part.charAt(i + 1) != '0' && part.charAt(i + 1) != '1')) {
                throw PatchFault.invalid(origin, "a tilde in a path is followed by 0 or 1");
            }
        }
        return part.replace("~1", "/").replace("~0", "~");
    }

    boolean isRoot() {
        return parts.isEmpty();
    }

    /** Whether this place is the other or within it. */
    boolean isWithin(JsonPointer other) {
        return parts.size() >= other.parts.size()
                && parts.subList(0, other.parts.size()).equals(other.parts);
    }

    /** The value at this place. */
    ConfigTree find(ConfigTree tree) {
        ConfigTree node = tree;
        for (String part : parts) {
            node = child(node, part);
        }
        return node;
    }

    /** The value under one part of this pointer. */
    ConfigTree child(ConfigTree node, String part) {
        return switch (node) {
            case Mapping mapping -> {
                ConfigTree value = mapping.get(part);
                if (value == null) {
                    throw PatchFault.conflict(
                            origin, "'" + text + "' names a key that is not there");
                }
                yield value;
            }
            case Sequence list -> list.items().get(position(part, list.size() - 1));
            case Scalar _ ->
                    throw PatchFault.conflict(origin, "'" + text + "' leads into a single value");
        };
    }

    /** A position in a list, up to and including the last that is allowed. */
    int position(String part, int last) {
        boolean digits =
                !part.isEmpty()
                        && part.length() < 10
                        && (part.equals("0") || part.charAt(0) != '0');
        for (int i = 0; i < part.length(); i++) {
            digits &= part.charAt(i) >= '0' && part.charAt(i) <= '9';
        }
        if (!digits || Integer.parseInt(part) > last) {
            throw PatchFault.conflict(origin, "'" + text + "' names no position of the list");
        }
        return Integer.parseInt(part);
    }
}
