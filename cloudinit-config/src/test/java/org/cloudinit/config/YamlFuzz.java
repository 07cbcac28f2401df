package org.cloudinit.config;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.report.MalformedException;

/** Bytes as YAML: read or refused; what is read is written, and reads back as it was. */
public final class YamlFuzz {
    private YamlFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        ConfigTree tree;
        try {
            tree = YamlReader.read(bytes, "any");
        } catch (MalformedException refused) {
            return;
        }
        String text = YamlWriter.write(tree, YamlStyle.BARE);
        if (!tree.equals(YamlReader.read(text, "written"))) {
            throw new IllegalStateException("it reads back as something else");
        }
    }
}
