package org.cloudinit.core.userdata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/** Parts out of a {@code #cloud-config-archive}: a list of texts, or of mappings with content. */
final class CloudConfigArchive {
    private CloudConfigArchive() {}

    /**
     * The parts of an archive. Items that are neither text nor mapping are passed over, as the
     * original does.
     *
     * @throws MalformedException if the document is no list
     */
    static List<Entity> parts(ConfigTree archive, String source) {
        if (!(archive instanceof Sequence items)) {
            throw new MalformedException(
                    "user-data.archive-no-list",
                    "reading a cloud-config archive",
                    archive.origin(),
                    "a list was expected, a " + archive.kind() + " was found",
                    "Begin each part with a dash.");
        }
        var parts = new ArrayList<Entity>(items.size());
        for (ConfigTree item : items) {
            switch (item) {
                case Scalar.Text text ->
                        parts.add(part(Mapping.builder().put("content", text.value()).build()));
                case Mapping mapping -> parts.add(part(mapping));
                case Scalar _, Sequence _ -> {}
            }
        }
        return parts;
    }

    private static Entity part(Mapping item) {
        ConfigTree content = item.get("content");
        byte[] bytes = bytes(content);
        String type = type(item, Slice.of(bytes), content instanceof Scalar.Binary);
        Headers headers = Headers.NONE;
        if (type.startsWith("text/")) {
            boolean ascii = isAscii(bytes);
            headers =
                    headers.with(
                                    Headers.CONTENT_TYPE,
                                    type + "; charset=\"" + (ascii ? "us-ascii" : "utf-8") + "\"")
                            .with("MIME-Version", "1.0")
                            .with("Content-Transfer-Encoding", ascii ? "7bit" : "base64");
            bytes = ascii ? bytes : base64(bytes);
        } else {
            headers = headers.with(Headers.CONTENT_TYPE, type).with("MIME-Version", "1.0");
        }
        if (item.get("filename") instanceof Scalar filename) {
            headers = MessageExpander.named(headers, filename.display());
        }
        return Entity.part(extraHeaders(headers, item), Slice.of(bytes));
    }

    /** As Python writes it: the last line ends like every other. */
    private static byte[] base64(byte[] bytes) {
        byte[] lines = Base64.getMimeEncoder(76, new byte[] {'\n'}).encode(bytes);
        byte[] ended = Arrays.copyOf(lines, lines.length + 1);
        ended[lines.length] = '\n';
        return ended;
    }

    /** The launch index, and every other key as a header, such as {@code Merge-Type}. */
    private static Headers extraHeaders(Headers headers, Mapping item) {
        Headers all = headers;
        if (item.get("launch-index") instanceof Scalar index) {
            all = all.with(Headers.LAUNCH_INDEX, index.display());
        }
        for (Map.Entry<Scalar, ConfigTree> entry : item.entries().entrySet()) {
            String name = entry.getKey().display();
            boolean known =
                    switch (name.toLowerCase(Locale.ROOT)) {
                        case "content", "filename", "type", "launch-index" -> true;
                        case "content-disposition", "number-attachments", "content-type" -> true;
                        default -> false;
                    };
            if (!known && entry.getValue() instanceof Scalar value) {
                all = all.with(name, value.display());
            }
        }
        return all;
    }

    private static String type(Mapping item, Slice content, boolean binary) {
        String stated = item.text("type");
        if (stated != null && stated.indexOf('/') > 0) {
            return stated;
        }
        String found = ContentTypes.byFirstLine(content);
        if (found != null) {
            return found;
        }
        return binary ? ContentTypes.BINARY : ContentTypes.CLOUD_CONFIG;
    }

    private static byte[] bytes(@Nullable ConfigTree content) {
        return switch (content) {
            case Scalar.Binary binary -> binary.value();
            case Scalar scalar -> scalar.display().getBytes(StandardCharsets.UTF_8);
            case null, default -> new byte[0];
        };
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
