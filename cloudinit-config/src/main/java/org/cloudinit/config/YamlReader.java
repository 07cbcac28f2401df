package org.cloudinit.config;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.config.text.Decoding;
import org.cloudinit.config.yaml.YamlDocument;

/**
 * Reads a YAML 1.1 document as PyYAML's {@code safe_load} does. Error codes: {@code yaml.size},
 * {@code yaml.encoding}, {@code yaml.syntax}, {@code yaml.depth}, {@code yaml.bomb}, {@code
 * yaml.alias}, {@code yaml.tag}, {@code yaml.value}, {@code yaml.key}, {@code yaml.merge}.
 */
public final class YamlReader {
    private YamlReader() {}

    /**
     * Reads a document within the usual bounds; an empty one is a null.
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
        return YamlDocument.read(Decoding.decode(bytes, source, "yaml", limits), source, limits);
    }

    /** Reads a document that is text already. */
    public static ConfigTree read(String text, String source) {
        return YamlDocument.read(text, source, Limits.DEFAULT);
    }
}
