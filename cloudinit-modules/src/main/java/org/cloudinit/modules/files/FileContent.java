package org.cloudinit.modules.files;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.modules.Packing;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a file come from. Where there is a URI, what stands in the configuration is
 * used only if the URI cannot be read. Never prints the bytes.
 *
 * @param uri place to be read, or null
 * @param headers header lines of that request
 * @param inline value of {@code content}, or null
 * @param encoding how {@code inline} is packed
 * @param origin the entry
 */
record FileContent(
        @Nullable String uri,
        Map<String, String> headers,
        @Nullable ConfigTree inline,
        Encoding encoding,
        Origin origin) {
    FileContent {
        headers = Map.copyOf(headers);
    }

    /** How {@code content} is packed. */
    enum Encoding {
        PLAIN,
        BASE64,
        GZIP,
        GZIP_BASE64
    }

    static FileContent of(Mapping entry, Reporter reporter) {
        Mapping source = entry.mapping("source");
        String uri = source.shown("uri");
        var headers = new LinkedHashMap<String, String>();
        for (Map.Entry<Scalar, ConfigTree> header :
                source.mapping("headers").entries().entrySet()) {
            if (header.getValue() instanceof Scalar value) {
                headers.put(header.getKey().display(), value.display());
            }
        }
        ConfigTree inline = entry.get("content");
        return new FileContent(
                uri == null || uri.isEmpty() || source.get("uri") instanceof Scalar.Null
                        ? null
                        : uri,
                headers,
                inline instanceof Scalar.Null ? null : inline,
                encoding(entry, reporter),
                entry.origin());
    }

    private static Encoding encoding(Mapping entry, Reporter reporter) {
        ConfigTree stated = entry.get("encoding");
        String name =
                stated instanceof Scalar.Text text
                        ? text.value().toLowerCase(Locale.ROOT).strip()
                        : "";
        return switch (name) {
            case "gz", "gzip" -> Encoding.GZIP;
            case "gz+base64", "gzip+base64", "gz+b64", "gzip+b64" -> Encoding.GZIP_BASE64;
            case "b64", "base64" -> Encoding.BASE64;
            case "", "text/plain" -> Encoding.PLAIN;
            default -> {
                reporter.report(
                        Problem.warning(
                                "write-files.encoding",
                                "writing files",
                                entry.origin(),
                                "the encoding is not known, and the content is taken as it is",
                                "Write gz, b64 or gz+b64."));
                yield Encoding.PLAIN;
            }
        };
    }

    /**
     * The bytes of {@code content}, unpacked; an entry with neither content nor URI is an empty
     * file.
     *
     * @throws MalformedException if it is no text, or cannot be unpacked
     */
    byte[] unpacked() {
        byte[] packed =
                switch (inline) {
                    case null -> new byte[0];
                    case Scalar.Binary binary -> binary.value();
                    case Scalar.Text text -> text.value().getBytes(StandardCharsets.UTF_8);
                    case Scalar _, Mapping _, Sequence _ ->
                            throw malformed("the content is a " + inline.kind(), "Quote it.");
                };
        return switch (inline == null ? Encoding.PLAIN : encoding) {
            case PLAIN -> packed;
            case BASE64 -> base64(packed);
            case GZIP -> gunzip(packed);
            case GZIP_BASE64 -> gunzip(base64(packed));
        };
    }

    private byte[] base64(byte[] packed) {
        byte[] bytes = Packing.base64(packed);
        if (bytes == null) {
            throw malformed("the content is no Base64", "Encode it again.");
        }
        return bytes;
    }

    private byte[] gunzip(byte[] packed) {
        byte[] bytes = Packing.gunzip(packed);
        if (bytes == null) {
            throw malformed(
                    "the content is no gzip, or unpacks to more than 64 MiB", "Pack it again.");
        }
        return bytes;
    }

    private MalformedException malformed(String message, String remedy) {
        return new MalformedException(
                "write-files.content",
                "writing files",
                inline == null ? origin : inline.origin(),
                message,
                remedy);
    }

    @Override
    public String toString() {
        return "content at " + origin;
    }
}
