package org.cloudinit.config;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.report.MalformedException;

/** Bytes as JSON: read or refused; what is read is written, and reads back as it was. */
public final class JsonFuzz {
    private JsonFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        ConfigTree tree;
        try {
            tree = JsonReader.read(bytes, "any");
        } catch (MalformedException refused) {
            return;
        }
        String text = JsonWriter.write(tree, JsonStyle.LINE);
        if (!tree.equals(JsonReader.read(text, "written"))) {
            throw new IllegalStateException("it reads back as something else");
        }
    }
}
