package org.cloudinit.api.spi;

import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One part of user-data or vendor-data, decoded.
 *
 * @param contentType media type in lower case, such as {@code text/cloud-config}
 * @param filename name given to the part, or {@code part-001}
 * @param content its bytes, never printed
 * @param headers the part's MIME headers, names as written
 */
public record Part(
        String contentType, String filename, Secret content, Map<String, String> headers) {
    public Part {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(filename, "filename");
        Objects.requireNonNull(content, "content");
        headers = Map.copyOf(headers);
    }

    /** A header's value, its name compared without regard to case; null where it is absent. */
    public @Nullable String header(String name) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }
}
