package org.cloudinit.core.userdata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a MIME message apart, as leniently as Python's {@code email} does: a header block ends at
 * the first line that is none, an mbox {@code From} line may stand first, a last boundary may be
 * missing.
 */
final class MimeParser {
    private static final String ACT = "reading a MIME message";
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final UserDataLimits limits;
    private final String source;
    private int entities;

    /**
     * @param limits bounds on number and depth of parts
     * @param source name of the data for messages
     */
    MimeParser(UserDataLimits limits, String source) {
        this.limits = limits;
        this.source = source;
    }

    /**
     * Takes a message apart.
     *
     * @throws MalformedException if it has more parts, or deeper ones, than the limits allow
     */
    Entity parse(Slice text) {
        return parse(text, 0);
    }

    private Entity parse(Slice text, int depth) {
        if (++entities > limits.parts() || depth > limits.depth()) {
            throw new MalformedException(
                    "user-data.too-many-parts",
                    ACT,
                    Origin.of(source),
                    "more than " + limits.parts() + " parts, or " + limits.depth() + " levels",
                    "Split the data, or include parts by their address.");
        }
        var fields = new ArrayList<Headers.Field>();
        Slice body = text.between(readHeaders(text, fields), text.to());
        Headers headers = new Headers(fields);
        return switch (headers.mainType()) {
            case "multipart" -> multipart(headers, body, depth);
            case "message" -> new Entity(headers, body, List.of(parse(body, depth + 1)));
            default -> Entity.part(headers, body);
        };
    }

    /** Reads the header block; answers where the body begins. */
    private static int readHeaders(Slice text, List<Headers.Field> fields) {
        // Whether continued lines have a header that they belong to.
        boolean open = false;
        int start = text.from();
        for (int end = text.line(start); end != Slice.END; end = text.line(start)) {
            int last = text.trimLineEnd(start, end);
            if (last == start) {
                return end;
            }
            byte first = text.bytes()[start];
            int colon = colon(text, start, last);
            if (first == ' ' || first == '\t') {
                end = fold(text, start, open ? fields : new ArrayList<>());
            } else if (text.startsWith(FROM, start)) {
                // An mbox line: nothing of it is kept.
                open = false;
            } else if (colon < 0) {
                return start;
            } else {
                open = colon > start;
                if (open) {
                    String name = text.between(start, colon).latin1();
                    fields.add(new Headers.Field(name, value(text.between(colon + 1, end))));
                }
            }
            start = end;
        }
        return start;
    }

    /**
     * Continued lines belong to the header before them; without such a header they are dropped. All
     * are taken at once: a header of many thousand lines is not copied for each.
     *
     * @return position behind the last of them
     */
    private static int fold(Slice text, int first, List<Headers.Field> fields) {
        int start = first;
        while (start < text.to() && (text.bytes()[start] == ' ' || text.bytes()[start] == '\t')) {
            start = text.line(start);
        }
        if (!fields.isEmpty()) {
            Headers.Field before = fields.removeLast();
            int lineEnd = text.trimLineEnd(text.from(), first);
            String whole = before.value() + utf8(text.between(lineEnd, start));
            fields.add(new Headers.Field(before.name(), trimmed(whole)));
        }
        return start;
    }

    /** Position of the colon behind a header's name; -1 where the line is no header. */
    private static int colon(Slice text, int start, int end) {
        for (int i = start; i < end; i++) {
            byte c = text.bytes()[i];
            if (c == ':') {
                return i;
            }
            if (c <= ' ' || c > '~') {
                return -1;
            }
        }
        return -1;
    }

    private static String value(Slice written) {
        return trimmed(utf8(written));
    }

    /** Blanks and line ends before a value do not count, nor line ends behind it; blanks do. */
    private static String trimmed(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && " \t\r\n".indexOf(value.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "\r\n".indexOf(value.charAt(end - 1)) >= 0) {
            end--;
        }
        return value.substring(start, end);
    }

    private static String utf8(Slice text) {
        return new String(text.bytes(), text.from(), text.length(), StandardCharsets.UTF_8);
    }

    private Entity multipart(Headers headers, Slice body, int depth) {
        String boundary = headers.parameter(Headers.CONTENT_TYPE, "boundary");
        if (boundary == null) {
            return Entity.part(headers, body);
        }
        byte[] separator = ("--" + boundary.stripTrailing()).getBytes(StandardCharsets.UTF_8);
        var children = new ArrayList<Entity>();
        int partStart = -1;
        int start = body.from();
        boolean closed = false;
        for (int end = body.line(start); end != Slice.END && !closed; end = body.line(start)) {
            Boolean closing = boundaryAt(body, start, end, separator);
            if (closing != null && partStart == start) {
                // A boundary right behind another one, of either kind, is the same boundary.
                partStart = end;
            } else if (closing != null) {
                if (partStart >= 0) {
                    children.add(child(body.between(partStart, start), depth));
                }
                partStart = end;
                closed = closing;
            }
            start = end;
        }
        if (!closed && partStart >= 0) {
            children.add(child(body.between(partStart, body.to()), depth));
        }
        return children.isEmpty()
                ? Entity.part(headers, body)
                : new Entity(headers, body, children);
    }

    /** A part; the line end before a boundary belongs to the boundary. */
    private Entity child(Slice text, int depth) {
        return withoutLastLineEnd(parse(text, depth + 1));
    }

    private static Entity withoutLastLineEnd(Entity entity) {
        Headers headers = entity.headers();
        Slice body = entity.body();
        return switch (headers.mainType()) {
            case "multipart" -> entity;
            case "message" ->
                    new Entity(
                            headers,
                            body,
                            List.of(withoutLastLineEnd(entity.children().getFirst())));
            default ->
                    Entity.part(
                            headers,
                            body.between(body.from(), body.trimLineEnd(body.from(), body.to())));
        };
    }

    /** Whether a line is the boundary: null if not, else whether it closes the container. */
    private static @Nullable Boolean boundaryAt(Slice body, int start, int end, byte[] separator) {
        if (!body.startsWith(separator, start)) {
            return null;
        }
        int i = start + separator.length;
        int last = body.trimLineEnd(Math.min(i, end), end);
        boolean closing = i + 2 <= last && body.bytes()[i] == '-' && body.bytes()[i + 1] == '-';
        for (i += closing ? 2 : 0; i < last; i++) {
            if (body.bytes()[i] != ' ' && body.bytes()[i] != '\t') {
                return null;
            }
        }
        return closing;
    }
}
