package org.cloudinit.config.yaml;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.Limits;
import org.cloudinit.config.YamlStyle;
import org.cloudinit.config.text.NodeBudget;

/** The front of this package: text of one document to its value, and back. */
public final class YamlDocument {
    private YamlDocument() {}

    /**
     * Reads the only document of a stream.
     *
     * @throws org.cloudinit.api.report.MalformedException with line and column
     */
    public static ConfigTree read(String text, String source, Limits limits) {
        var written = new NodeBudget("yaml", limits.nodes());
        Node root = Composer.compose(new YamlEvents(text, source), limits.depth(), written);
        return root == null
                ? new Scalar.Null(Origin.of(source))
                : TreeBuilder.build(root, limits.depth(), new NodeBudget("yaml", limits.nodes()));
    }

    /** Writes a value as a document. */
    public static String write(ConfigTree tree, YamlStyle style) {
        return Emitter.write(tree, style.explicitStart(), style.explicitEnd(), style.aliases());
    }
}
