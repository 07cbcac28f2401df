package org.cloudinit.api.spi;

import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.report.Secret;

/**
 * One part of user-data or vendor-data, decoded.
 *
 * @param contentType media type in lower case, such as {@code text/cloud-config}
 * @param filename name given to the part, or {@code part-001}
 * @param content its bytes, never printed
 * @param headers the part's MIME headers, names in lower case
 */
public record Part(
        String contentType, String filename, Secret content, Map<String, String> headers) {
    public Part {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(filename, "filename");
        Objects.requireNonNull(content, "content");
        headers = Map.copyOf(headers);
    }
}
