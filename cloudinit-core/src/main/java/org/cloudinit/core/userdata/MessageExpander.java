package org.cloudinit.core.userdata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Turns blobs into a flat list of parts, each with its true content type ({@code
 * UserDataProcessor}). Containers, gzip, archives and includes are undone on the way; what cannot
 * be understood is reported, and the rest counts.
 */
final class MessageExpander {
    /** What ends a line in Python's {@code splitlines}. */
    private static final String LINE_END = "\\r\\n|[\\n\\r\\x0b\\f\\x1c-\\x1e\\x85\\u2028\\u2029]";

    private static final byte[] INDEX_KEY = "launch-index".getBytes(StandardCharsets.US_ASCII);

    private final Documents documents;
    private final Includes includes;
    private final UserDataLimits limits;
    private final Reporter reporter;
    private final String source;
    private final List<Entity> parts = new ArrayList<>();
    private final Set<Problem> told = new HashSet<>();
    private int fetches;
    private long bytes;

    /**
     * @param source name of the data for messages: {@code user-data}
     */
    MessageExpander(
            Documents documents,
            Includes includes,
            UserDataLimits limits,
            Reporter reporter,
            String source) {
        this.documents = documents;
        this.includes = includes;
        this.limits = limits;
        this.reporter = reporter;
        this.source = source;
    }

    /** The parts of all blobs so far, with headers as they are stored. */
    List<Entity> parts() {
        return List.copyOf(parts);
    }

    /** Adds the parts of one blob. */
    void add(Slice blob) {
        guarded(() -> expand(blob, 0));
    }

    /**
     * One place where damage in a blob, an include or an archive ends: it costs that piece alone,
     * and is told once however often the piece is included. As in the original it is no failure of
     * the boot.
     */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (MalformedException e) {
            if (told.add(e.problem())) {
                reporter.report(e.problem().as(Severity.WARNING));
            }
        }
    }

    private void expand(Slice blob, int depth) {
        if (depth > limits.depth()) {
            throw tooDeep();
        }
        Slice data = unpacked(blob);
        if (ContentTypes.isMime(data)) {
            walk(new MimeParser(limits, source).parse(data), true, depth);
        } else {
            place(plainEntity(ContentTypes.NOT_MULTIPART, data), true, depth);
        }
    }

    /** Takes every layer of gzip off; one that is damaged stays, and was reported. */
    private Slice unpacked(Slice blob) {
        Slice data = blob;
        for (int layer = 1; Gunzip.isGzip(data); layer++) {
            if (layer > limits.depth()) {
                throw tooDeep();
            }
            try {
                data = Gunzip.unpack(data, limits.bytes(), source);
            } catch (MalformedException e) {
                if (!e.problem().code().equals("user-data.bad-gzip")) {
                    throw e;
                }
                reporter.report(e.problem().as(Severity.WARNING));
                return data;
            }
        }
        return data;
    }

    /** An entity made here, with the headers in the order in which the original writes them. */
    private static Entity plainEntity(String type, Slice data) {
        return Entity.part(
                Headers.NONE.with(Headers.CONTENT_TYPE, type).with("MIME-Version", "1.0"), data);
    }

    private void walk(Entity entity, boolean isWhole, int depth) {
        if (entity.isContainer()) {
            for (Entity child : entity.children()) {
                walk(child, false, depth + 1);
            }
        } else if (entity.headers().mainType().equals("multipart")) {
            reporter.report(
                    Problem.warning(
                            "user-data.no-boundary",
                            "reading a MIME message",
                            Origin.of(source),
                            "a multipart message without parts: its boundary is missing or never used",
                            "Name the boundary in its Content-Type and put it before each part."));
        } else {
            guarded(() -> place(entity, isWhole, depth));
        }
    }

    /** Finds out what a part is, and puts it, or what it stands for, into the list. */
    private void place(Entity entity, boolean isWhole, int depth) {
        Slice data =
                TransferEncoding.decode(
                        entity.headers().get("Content-Transfer-Encoding"), entity.body());
        Entity part = entity;
        String stated = entity.headers().contentType();
        boolean original = !ContentTypes.isCompressed(stated);
        if (!original) {
            data = unpacked(Gunzip.unpack(data, limits.bytes(), source));
            part = withContent(entity, data);
            stated = ContentTypes.PLAIN;
        }
        String found = ContentTypes.isVague(stated) ? ContentTypes.byFirstLine(data) : null;
        String type = found == null ? stated : found;
        if ((isWhole && original) || !type.equals(part.headers().contentType())) {
            Headers headers = part.headers().replaced(Headers.CONTENT_TYPE, type);
            part = Entity.part(headers, part.body());
        }
        switch (type) {
            case ContentTypes.INCLUDE, ContentTypes.INCLUDE_ONCE -> include(data, depth);
            case ContentTypes.ARCHIVE -> explode(data);
            default -> attach(part, data);
        }
    }

    /** A part like another one, with its data unpacked. */
    private static Entity withContent(Entity packed, Slice data) {
        Headers headers = plainEntity(ContentTypes.PLAIN, data).headers();
        String filename = packed.headers().filename();
        if (filename != null && !filename.isEmpty()) {
            headers = named(headers, filename);
        }
        String index = packed.headers().get(Headers.LAUNCH_INDEX);
        return Entity.part(
                index == null ? headers : headers.with(Headers.LAUNCH_INDEX, index), data);
    }

    /** One address a line; {@code #include} may stand before an address or alone. */
    private void include(Slice data, int depth) {
        boolean once = false;
        String text = new String(data.bytes(), data.from(), data.length(), StandardCharsets.UTF_8);
        for (String written : text.split(LINE_END, -1)) {
            String line = written;
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("#include-once")) {
                once = true;
                line = line.substring("#include-once".length());
            } else if (lower.startsWith("#include")) {
                once = false;
                line = line.substring("#include".length());
            }
            String url = line.strip();
            if (!url.isEmpty() && !url.startsWith("#")) {
                // Files that include themselves several times grow with the power of the depth.
                if (++fetches > limits.parts()) {
                    throw tooDeep();
                }
                Slice fetched = includes.fetch(url, once);
                if (fetched != null) {
                    guarded(() -> expand(fetched, depth + 1));
                }
            }
        }
    }

    private void explode(Slice data) {
        for (Entity part : CloudConfigArchive.parts(documents.yaml(data.copy(), source), source)) {
            attach(part, part.body());
        }
    }

    private void attach(Entity part, Slice data) {
        if (parts.size() >= limits.parts()) {
            throw tooDeep();
        }
        bytes += part.body().length();
        if (bytes > limits.bytes()) {
            throw tooLarge();
        }
        Headers headers = part.headers();
        String filename = headers.filename();
        if (filename == null || filename.isEmpty()) {
            headers = named(headers, partName(parts.size() + 1));
        }
        String index = launchIndex(headers, data);
        if (index != null) {
            headers = headers.with(Headers.LAUNCH_INDEX, index);
        }
        parts.add(Entity.part(headers, part.body()));
    }

    static Headers named(Headers headers, String filename) {
        return headers.replaced(Headers.CONTENT_DISPOSITION, "attachment; " + parameter(filename));
    }

    /** As Python writes it: beyond ASCII in RFC 2231's form, and nothing of an empty name. */
    private static String parameter(String filename) {
        if (filename.isEmpty()) {
            return "filename";
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(filename)) {
            return "filename*=" + Parameters.encode(filename);
        }
        String escaped = filename.replace("\\", "\\\\").replace("\"", "\\\"");
        return "filename=\"" + escaped + "\"";
    }

    /** Name of a part that says none: {@code part-001}. */
    static String partName(int number) {
        String digits = Integer.toString(number);
        return "part-" + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
    }

    /**
     * The launch index that the header or, in a cloud-config, the data states; null without one.
     */
    private @Nullable String launchIndex(Headers headers, Slice data) {
        String stated = headers.get(Headers.LAUNCH_INDEX);
        if (stated == null
                && headers.contentType().equals(ContentTypes.CLOUD_CONFIG)
                && data.contains(INDEX_KEY)) {
            stated = indexWithin(data);
        }
        return stated == null ? null : PythonInteger.read(stated);
    }

    private @Nullable String indexWithin(Slice data) {
        try {
            ConfigTree tree = documents.yaml(data.copy(), source);
            ConfigTree index = tree instanceof Mapping mapping ? mapping.get("launch-index") : null;
            return switch (index) {
                case Scalar.Bool flag -> flag.value() ? "1" : "0";
                case Scalar.Real real -> Long.toString((long) real.value());
                case Scalar scalar -> scalar.display();
                case null, default -> null;
            };
        } catch (MalformedException e) {
            // Its handler reads the part again and reports what is wrong with it.
            return null;
        }
    }

    private MalformedException tooLarge() {
        return new MalformedException(
                "user-data.too-large",
                "expanding user-data",
                Origin.of(source),
                "its parts have more than " + (limits.bytes() >> 20) + " MiB",
                "Send less.");
    }

    private MalformedException tooDeep() {
        return new MalformedException(
                "user-data.too-many-parts",
                "expanding user-data",
                Origin.of(source),
                "more than "
                        + limits.parts()
                        + " parts or includes, or "
                        + limits.depth()
                        + " levels of includes",
                "Look for an include that includes itself.");
    }
}
