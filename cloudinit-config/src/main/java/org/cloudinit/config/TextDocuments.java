package org.cloudinit.config;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;

/** The readers and writers of this module as the port that data sources and handlers are given. */
public final class TextDocuments implements Documents {
    /** Needs nothing: readers and writers have no state. */
    public TextDocuments() {}

    @Override
    public ConfigTree yaml(byte[] bytes, String source) {
        return YamlReader.read(bytes, source);
    }

    @Override
    public ConfigTree json(byte[] bytes, String source) {
        return JsonReader.read(bytes, source);
    }

    @Override
    public String toJson(ConfigTree tree) {
        return JsonWriter.write(tree, JsonStyle.INDENTED);
    }

    @Override
    public String toYaml(ConfigTree tree) {
        return YamlWriter.write(tree, YamlStyle.BARE);
    }
}
