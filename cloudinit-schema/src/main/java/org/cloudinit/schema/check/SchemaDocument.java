package org.cloudinit.schema.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.config.JsonReader;

/** A schema, read. */
public record SchemaDocument(Mapping root) {
    private static final String PUBLISHED = "schema-cloud-config-v1.json";

    /** The schema of cloud-config that lies beside this class. */
    public static SchemaDocument published() {
        try (InputStream in = SchemaDocument.class.getResourceAsStream(PUBLISHED)) {
            if (in == null) {
                throw new IllegalStateException(PUBLISHED + " is missing from the module");
            }
            return new SchemaDocument((Mapping) JsonReader.read(in.readAllBytes(), PUBLISHED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The schema without what says nothing about a document: the parts about top-level keys that
     * the document does not have. To prepare all of them takes several times as long as to check a
     * usual document, and a boot waits for it.
     */
    public SchemaDocument about(ConfigTree config) {
        return config instanceof Mapping mapping
                ? new SchemaSelection(root, mapping).selected()
                : this;
    }

    /** The part that a reference within the document names: {@code #/$defs/cc_ntp}. */
    Mapping part(String reference) {
        ConfigTree node = root;
        for (String segment : Pointers.segments(reference)) {
            node = node instanceof Mapping mapping ? mapping.get(segment) : null;
        }
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        throw new IllegalStateException("the schema has no " + reference);
    }
}
