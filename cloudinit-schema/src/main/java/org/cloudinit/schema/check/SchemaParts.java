package org.cloudinit.schema.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.config.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the published schema that can say something about a mapping. The schema is a list,
 * {@code allOf}, of references to definitions; most of these say what certain top-level keys may
 * hold, and nothing where those keys are missing. The build writes each definition as a piece, with
 * an index that tells which keys it is about: what is not needed is not read.
 */
final class SchemaParts {
    /** With all words. */
    static final String PIECES = "schema-cloud-config-v1.pieces";

    /** Without descriptions that only the message of a fault may show. */
    static final String VERDICT_PIECES = "schema-cloud-config-v1.verdict.pieces";

    private static final String DEFINITIONS = "$defs";
    private static final String PREFIX = "#/$defs/";

    /**
     * A part of the text behind the index.
     *
     * @param keys without one of these it says nothing; null where it may
     */
    private record Piece(int from, int to, @Nullable List<String> keys) {}

    private final Mapping config;
    private final String file;
    private final String text;
    private final List<String> references;
    private final List<String> properties;
    private final Map<String, Piece> pieces = new HashMap<>();
    private final Mapping.Builder read = Mapping.builder();
    private final List<String> readNames = new ArrayList<>();

    private SchemaParts(Mapping config, String file) {
        this.config = config;
        this.file = file;
        this.text = new String(SchemaDocument.resource(file), StandardCharsets.ISO_8859_1);
        int first = text.indexOf('\n');
        int second = text.indexOf('\n', first + 1);
        this.references = words(text.substring(0, first));
        this.properties = words(text.substring(first + 1, second));
        int body = text.indexOf("\n\n") + 2;
        int from = second + 1;
        while (from < body - 1) {
            int end = text.indexOf('\n', from);
            add(words(text.substring(from, end)), body);
            from = end + 1;
        }
    }

    /** Name, begin and end of a piece, and, behind a colon, its keys. */
    private void add(List<String> words, int body) {
        int from = body + Integer.parseInt(words.get(1));
        int to = body + Integer.parseInt(words.get(2));
        List<String> keys = words.size() > 3 ? words.subList(4, words.size()) : null;
        pieces.put(words.get(0), new Piece(from, to, keys));
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        int from = 0;
        for (int end = line.indexOf(' '); end >= 0; end = line.indexOf(' ', from)) {
            words.add(line.substring(from, end));
            from = end + 1;
        }
        words.add(line.substring(from));
        return words;
    }

    /**
     * The same verdicts about this mapping, from less.
     *
     * @param file the pieces
     */
    static SchemaDocument about(Mapping config, String file) {
        return new SchemaParts(config, file).document();
    }

    private SchemaDocument document() {
        var kept = new ArrayList<ConfigTree>();
        for (String name : references) {
            if (!isSilent(name)) {
                kept.add(Mapping.builder().put("$ref", PREFIX + name).build());
                readOnce(name);
            }
        }
        // What is beside the definitions.
        var schema = (Mapping) piece("rest");
        return new SchemaDocument(
                schema.toBuilder()
                        .put(DEFINITIONS, read.build())
                        .put("allOf", new Sequence(kept, Origin.BUILT_IN))
                        .put("properties", occurring())
                        .build());
    }

    /** Whether a definition is about keys that are not there. */
    private boolean isSilent(String name) {
        List<String> about = known(name).keys();
        return about != null && !anyOccurs(about);
    }

    private Piece known(String name) {
        return Objects.requireNonNull(pieces.get(name), name);
    }

    private boolean anyOccurs(List<String> names) {
        for (String key : names) {
            if (config.has(key)) {
                return true;
            }
        }
        return false;
    }

    private Mapping occurring() {
        var found = Mapping.builder();
        for (String property : properties) {
            if (config.has(property)) {
                found.put(property, Mapping.EMPTY);
            }
        }
        return found.build();
    }

    private void readOnce(String name) {
        if (!readNames.contains(name)) {
            readNames.add(name);
            ConfigTree definition = piece(name);
            read.put(name, definition);
            collect(definition);
        }
    }

    /** Reads the definitions that a part of the schema leads to. */
    private void collect(ConfigTree node) {
        switch (node) {
            case Mapping mapping -> {
                String reference = mapping.text("$ref", "");
                if (reference.startsWith(PREFIX)) {
                    readOnce(reference.substring(PREFIX.length()));
                }
                for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
                    collect(entry.getValue());
                }
            }
            case Sequence sequence -> {
                for (ConfigTree item : sequence) {
                    collect(item);
                }
            }
            case Scalar _ -> {}
        }
    }

    private ConfigTree piece(String name) {
        Piece piece = known(name);
        byte[] bytes =
                text.substring(piece.from(), piece.to()).getBytes(StandardCharsets.ISO_8859_1);
        return JsonReader.read(bytes, file);
    }
}
