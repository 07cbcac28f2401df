package org.cloudinit.schema.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * hold, and nothing where those keys are missing. An index that is made with the module tells where
 * in the file each begins, and which keys it is about: what is not needed is not read.
 */
final class SchemaParts {
    private static final String INDEX = "schema-cloud-config-v1.index";
    private static final String DEFINITIONS = "$defs";
    private static final String PREFIX = "#/$defs/";

    /**
     * A definition in the file.
     *
     * @param keys those without which it says nothing; null if it says something of any mapping
     */
    private record Part(int from, int to, @Nullable List<String> keys) {}

    private final byte[] text = SchemaDocument.resource(SchemaDocument.PUBLISHED);
    private final Map<String, Part> parts = new HashMap<>();
    private final Mapping.Builder read = Mapping.builder();
    private final List<String> readNames = new ArrayList<>();
    private final Mapping config;

    private SchemaParts(Mapping config) {
        this.config = config;
        String index = new String(SchemaDocument.resource(INDEX), StandardCharsets.ISO_8859_1);
        int from = 0;
        for (int end = index.indexOf('\n'); end > 0; end = index.indexOf('\n', from)) {
            add(index.substring(from, end));
            from = end + 1;
        }
    }

    private void add(String line) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        int colon = line.indexOf(" :", second);
        int last = colon < 0 ? line.length() : colon;
        var part =
                new Part(
                        Integer.parseInt(line, first + 1, second, 10),
                        Integer.parseInt(line, second + 1, last, 10),
                        colon < 0 ? null : words(line, colon + 2));
        parts.put(line.substring(0, first), part);
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
        Mapping schema = root();
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

    /** What is beside the definitions. */
    private Mapping root() {
        Part definitions = part(DEFINITIONS);
        byte[] rest = new byte[text.length - (definitions.to - definitions.from)];
        System.arraycopy(text, 0, rest, 0, definitions.from);
        int behind = text.length - definitions.to;
        System.arraycopy(text, definitions.to, rest, definitions.from, behind);
        return (Mapping) JsonReader.read(rest, SchemaDocument.PUBLISHED);
    }

    private Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("the schema's index has no " + name);
        }
        return part;
    }

    /** Whether an entry is about keys that are not there. Any other form than the usual is kept. */
    private boolean isSilent(ConfigTree entry) {
        if (!(entry instanceof Mapping mapping) || mapping.size() != 1) {
            return false;
        }
        Part part = parts.get(definition(mapping.text("$ref", "")));
        return part != null && part.keys != null && !anyOccurs(part.keys);
    }

    private boolean anyOccurs(List<String> keys) {
        for (String key : keys) {
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
                    ConfigTree definition = definition(part(name));
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

    private ConfigTree definition(Part part) {
        return JsonReader.read(
                Arrays.copyOfRange(text, part.from, part.to), SchemaDocument.PUBLISHED);
    }

    private static String definition(String reference) {
        return reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : "";
    }
}
