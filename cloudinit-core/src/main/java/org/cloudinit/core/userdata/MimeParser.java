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
        String mainType = headers.mainType();
        if (mainType.equals("multipart")) {
            return multipart(headers, body, depth);
        }
        if (headers.contentType().equals("message/rfc822")) {
            return new Entity(headers, body, List.of(parse(body, depth + 1)));
        }
        return Entity.part(headers, body);
    }

    /** Reads the header block; answers where the body begins. */
    private static int readHeaders(Slice text, List<Headers.Field> fields) {
        int start = text.from();
        while (true) {
            int end = text.line(start);
            if (end == Slice.END) {
                return start;
            }
            int last = text.trimLineEnd(start, end);
            if (last == start) {
                return end;
            }
            String line = text.between(start, last).latin1();
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                end = fold(text, start, fields);
            } else if (colon(line) >= 0) {
                int colon = colon(line);
                fields.add(
                        new Headers.Field(
                                line.substring(0, colon), utf8(line.substring(colon + 1).strip())));
            } else if (!(start == text.from() && line.startsWith("From "))) {
                return start;
            }
            start = end;
        }
    }

    /**
     * Continued lines belong to the header before them; without such a header they are dropped. All
     * are taken at once: a header of many thousand lines is not copied for each.
     *
     * @return position behind the last of them
     */
    private static int fold(Slice text, int first, List<Headers.Field> fields) {
        var value = new StringBuilder();
        int start = first;
        while (start < text.to() && (text.bytes()[start] == ' ' || text.bytes()[start] == '\t')) {
            int end = text.line(start);
            value.append('\n').append(text.between(start, text.trimLineEnd(start, end)).latin1());
            start = end;
        }
        if (!fields.isEmpty()) {
            Headers.Field before = fields.removeLast();
            fields.add(new Headers.Field(before.name(), before.value() + utf8(value.toString())));
        }
        return start;
    }

    /** Position of the colon behind a header's name; -1 where the line is no header. */
    private static int colon(String line) {
        int colon = line.indexOf(':');
        for (int i = 0; i < colon; i++) {
            if (line.charAt(i) <= ' ' || line.charAt(i) > '~') {
                return -1;
            }
        }
        return colon;
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private Entity multipart(Headers headers, Slice body, int depth) {
        String boundary = headers.parameter(Headers.CONTENT_TYPE, "boundary");
        if (boundary == null || boundary.isBlank()) {
            return Entity.part(headers, body);
        }
        byte[] separator = ("--" + boundary.stripTrailing()).getBytes(StandardCharsets.UTF_8);
        var children = new ArrayList<Entity>();
        int partStart = -1;
        int start = body.from();
        boolean closed = false;
        for (int end = body.line(start); end != Slice.END && !closed; end = body.line(start)) {
            Boolean closing = boundaryAt(body, start, end, separator);
            if (closing != null) {
                if (partStart >= 0) {
                    int partEnd = Math.max(partStart, body.trimLineEnd(partStart, start));
                    children.add(parse(body.between(partStart, partEnd), depth + 1));
                }
                partStart = end;
                closed = closing;
            }
            start = end;
        }
        if (!closed && partStart >= 0) {
            children.add(parse(body.between(partStart, body.to()), depth + 1));
        }
        return children.isEmpty()
                ? Entity.part(headers, body)
                : new Entity(headers, body, children);
    }

    /** Whether a line is the boundary: null if not, else whether it closes the container. */
    private static @Nullable Boolean boundaryAt(Slice body, int start, int end, byte[] separator) {
        if (!body.startsWith(separator, start)) {
            return null;
        }
        String rest = body.between(start + separator.length, end).latin1();
        boolean closing = rest.startsWith("--");
        return (closing ? rest.substring(2) : rest).isBlank() ? closing : null;
    }
}
