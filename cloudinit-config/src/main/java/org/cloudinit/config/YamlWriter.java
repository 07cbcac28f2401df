package org.cloudinit.config;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.config.yaml.YamlDocument;

/**
 * Writes YAML as the original's {@code safeyaml.dumps} does: PyYAML's block style, an indent of 4,
 * keys sorted, lines folded at 80 columns, all but ASCII escaped, a line break at the end.
 */
public final class YamlWriter {
    private YamlWriter() {}

    /** Writes a document in the original's default style. */
    public static String write(ConfigTree tree) {
        return write(tree, YamlStyle.DOCUMENT);
    }

    /** Writes a document. */
    public static String write(ConfigTree tree, YamlStyle style) {
        return YamlDocument.write(tree, style);
    }
}
