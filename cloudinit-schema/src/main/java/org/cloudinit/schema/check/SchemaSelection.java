package org.cloudinit.schema.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;

/**
 * The parts of the published schema that can say something about a mapping. The schema is a list,
 * {@code allOf}, of references to definitions; most of these say what certain top-level keys may
 * hold, and nothing where those keys are missing.
 */
final class SchemaSelection {
    private static final String DEFINITIONS = "$defs";
    private static final String PREFIX = "#/$defs/";

    private final Mapping schema;
    private final Mapping definitions;
    private final Mapping config;
    private final Set<String> needed = new LinkedHashSet<>();

    SchemaSelection(Mapping schema, Mapping config) {
        this.schema = schema;
        this.definitions = schema.mapping(DEFINITIONS);
        this.config = config;
    }

    /** The same verdicts and words about this mapping, from less. */
    SchemaDocument selected() {
        var kept = new ArrayList<ConfigTree>();
        for (ConfigTree entry : schema.sequence("allOf")) {
            if (!isSilent(entry)) {
                kept.add(entry);
                collect(entry);
            }
        }
        var parts = Mapping.builder();
        for (String name : needed) {
            parts.put(name, definitions.mapping(name));
        }
        return new SchemaDocument(
                schema.with(DEFINITIONS, parts.build())
                        .with("allOf", new Sequence(kept, Origin.BUILT_IN))
                        .with("properties", occurring(schema.mapping("properties"))));
    }

    /** Whether an entry is about keys that are not there. Any other form than the usual is kept. */
    private boolean isSilent(ConfigTree entry) {
        if (!(entry instanceof Mapping mapping) || mapping.size() != 1) {
            return false;
        }
        Mapping part = definitions.mapping(definition(mapping.text("$ref", "")));
        return part.size() == 2
                && part.text("type", "").equals("object")
                && part.has("properties")
                && occurring(part.mapping("properties")).isEmpty();
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

    /** The definitions that a part of the schema leads to. */
    private void collect(ConfigTree part) {
        switch (part) {
            case Mapping mapping -> {
                String name = definition(mapping.text("$ref", ""));
                if (definitions.has(name) && needed.add(name)) {
                    collect(definitions.mapping(name));
                }
                for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
                    collect(entry.getValue());
                }
            }
            case Sequence sequence -> sequence.items().forEach(this::collect);
            case Scalar _ -> {}
        }
    }

    private static String definition(String reference) {
        return reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : "";
    }
}
