package org.cloudinit.testkit;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;

/** For samples that read and write no documents: whoever asks for one fails. */
enum NoDocuments implements Documents {
    INSTANCE;

    @Override
    public ConfigTree yaml(byte[] bytes, String source) {
        throw new AssertionError(source);
    }

    @Override
    public ConfigTree json(byte[] bytes, String source) {
        throw new AssertionError(source);
    }

    @Override
    public String toJson(ConfigTree tree) {
        throw new AssertionError();
    }

    @Override
    public String toYaml(ConfigTree tree) {
        throw new AssertionError();
    }
}
