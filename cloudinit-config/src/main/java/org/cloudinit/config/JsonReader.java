package org.cloudinit.config;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.config.json.JsonDocument;
import org.cloudinit.config.text.Decoding;

/**
 * Reads a JSON document as Python's {@code json.loads} does: of double keys the last wins, {@code
 * NaN} and {@code Infinity} are numbers, whole numbers are of any size. Error codes: {@code
 * json.size}, {@code json.encoding}, {@code json.syntax}, {@code json.depth}, {@code json.bomb},
 * {@code json.value}.
 */
public final class JsonReader {
    private JsonReader() {}

    /**
     * Reads a document within the usual bounds.
     *
     * @param bytes UTF-8, or UTF-16 with a byte order mark
     * @param source name of the document, for origins and messages
     * @throws org.cloudinit.api.report.MalformedException with line and column
     */
    public static ConfigTree read(byte[] bytes, String source) {
        return read(bytes, source, Limits.DEFAULT);
    }

    /** Reads a document within the given bounds. */
    public static ConfigTree read(byte[] bytes, String source, Limits limits) {
        return JsonDocument.read(Decoding.decode(bytes, source, "json", limits), source, limits);
    }

    /** Reads a document that is text already. */
    public static ConfigTree read(String text, String source) {
        return JsonDocument.read(text, source, Limits.DEFAULT);
    }
}
