package org.cloudinit.schema.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.config.JsonReader;

/**
 * The parts of the published schema that can say something about a mapping. The schema is a list,
 * {@code allOf}, of references to definitions; most of these say what certain top-level keys may
 * hold, and nothing where those keys are missing. The build puts each definition into a file of its
 * own, and makes an index that tells which keys it is about: what is not needed is not read.
 */
final class SchemaParts {
    private static final String FOLDER = "schema-cloud-config-v1/";
    private static final String DEFINITIONS = "$defs";
    private static final String PREFIX = "#/$defs/";

    /** By the name of a definition the keys without which it says nothing, if it has such. */
    private final Map<String, List<String>> keys = new HashMap<>();

    private final Mapping.Builder read = Mapping.builder();
    private final List<String> readNames = new ArrayList<>();
    private final Mapping config;

    private SchemaParts(Mapping config) {
        this.config = config;
        byte[] bytes = SchemaDocument.resource(FOLDER + "index");
        String index = new String(bytes, StandardCharsets.ISO_8859_1);
        int from = 0;
        for (int end = index.indexOf('\n'); end > 0; end = index.indexOf('\n', from)) {
            add(index.substring(from, end));
            from = end + 1;
        }
    }

    private void add(String line) {
        int colon = line.indexOf(" :");
        if (colon > 0) {
            keys.put(line.substring(0, colon), words(line, colon + 2));
        }
    }

    /** Each word has a blank before it. */
    private static List<String> words(String line, int from) {
        var words = new ArrayList<String>();
        int at = from;
        while (at < line.length()) {
            int blank = line.indexOf(' ', at + 1);
            int end = blank < 0 ? line.length() : blank;
            words.add(line.substring(at + 1, end));
            at = end;
        }
        return words;
    }

    /** The same verdicts and words about this mapping, from less. */
    static SchemaDocument about(Mapping config) {
        return new SchemaParts(config).document();
    }

    private SchemaDocument document() {
        // What is beside the definitions.
        var schema = (Mapping) piece("rest");
        var kept = new ArrayList<ConfigTree>();
        for (ConfigTree entry : schema.sequence("allOf")) {
            if (!isSilent(entry)) {
                kept.add(entry);
                collect(entry);
            }
        }
        return new SchemaDocument(
                schema.with(DEFINITIONS, read.build())
                        .with("allOf", new Sequence(kept, Origin.BUILT_IN))
                        .with("properties", occurring(schema.mapping("properties"))));
    }

    /** Whether an entry is about keys that are not there. Any other form than the usual is kept. */
    private boolean isSilent(ConfigTree entry) {
        if (!(entry instanceof Mapping mapping) || mapping.size() != 1) {
            return false;
        }
        List<String> about = keys.get(definition(mapping.text("$ref", "")));
        return about != null && !anyOccurs(about);
    }

    private boolean anyOccurs(List<String> names) {
        for (String key : names) {
            if (config.has(key)) {
                return true;
            }
        }
        return false;
    }

    private Mapping occurring(Mapping properties) {
        var found = Mapping.builder();
        for (Map.Entry<Scalar, ConfigTree> property : properties.entries().entrySet()) {
            if (config.has(property.getKey().display())) {
                found.put(property.getKey(), property.getValue());
            }
        }
        return found.build();
    }

    /** Reads the definitions that a part of the schema leads to. */
    private void collect(ConfigTree node) {
        switch (node) {
            case Mapping mapping -> {
                String name = definition(mapping.text("$ref", ""));
                if (!name.isEmpty() && !readNames.contains(name)) {
                    readNames.add(name);
                    ConfigTree definition = piece(name);
                    read.put(name, definition);
                    collect(definition);
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

    private static ConfigTree piece(String name) {
        String file = FOLDER + name + ".json";
        return JsonReader.read(SchemaDocument.resource(file), file);
    }

    private static String definition(String reference) {
        return reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : "";
    }
}
