package org.cloudinit.config;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.config.json.JsonText;

/**
 * Writes JSON as Python's {@code json.dumps} does: ASCII only, no line break at the end. What JSON
 * cannot hold is written as the original's {@code util.json_dumps} does: bytes as {@code ci-b64:}
 * and base64, dates as a warning that they were left out.
 */
public final class JsonWriter {
    private JsonWriter() {}

    /** Writes in the original's usual form, {@link JsonStyle#INDENTED}. */
    public static String write(ConfigTree tree) {
        return write(tree, JsonStyle.INDENTED);
    }

    /** Writes a value. */
    public static String write(ConfigTree tree, JsonStyle style) {
        return JsonText.write(tree, style);
    }
}
