package org.cloudinit.schema.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.config.JsonReader;

/** A schema, read. */
public record SchemaDocument(Mapping root) {
    static final String PUBLISHED = "schema-cloud-config-v1.json";

    /** The schema of cloud-config that lies beside this class, all of it. */
    public static SchemaDocument published() {
        return new SchemaDocument((Mapping) JsonReader.read(resource(PUBLISHED), PUBLISHED));
    }

    /**
     * The published schema without what says nothing about a document: the parts about top-level
     * keys that the document does not have. To read and to prepare all of them takes many times as
     * long as to check a usual document, and a boot waits for it.
     */
    public static SchemaDocument about(ConfigTree config) {
        return config instanceof Mapping mapping
                ? SchemaParts.about(mapping, SchemaParts.PIECES)
                : published();
    }

    /** The same as far as verdicts and marks go: messages of faults may lack words. */
    public static SchemaDocument forVerdict(Mapping config) {
        return SchemaParts.about(config, SchemaParts.VERDICT_PIECES);
    }

    static byte[] resource(String name) {
        try (InputStream in = SchemaDocument.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the module");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
