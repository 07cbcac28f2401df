package org.cloudinit.schema.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Whether a document is valid, said without the JSON-schema library, whose start costs a boot more
 * than the check of a usual document. It answers for documents in which it is sure that nothing is
 * wrong, and leaves all others to the library: a keyword, or a kind of value, that it does not know
 * makes it unsure.
 */
public final class QuickVerdict {
    /** What says nothing about a value of another type. */
    private static final Set<String> OF_CONTAINERS =
            Set.of(
                    "properties",
                    "patternProperties",
                    "additionalProperties",
                    "required",
                    "minProperties",
                    "items",
                    "additionalItems",
                    "minItems",
                    "maxItems",
                    "uniqueItems");

    private final SchemaDocument document;
    private final Origin start;

    /** The way to the value that is looked at: keys, and positions, with their places. */
    private final List<Scalar> path = new ArrayList<>();

    private boolean unsure;

    private QuickVerdict(SchemaDocument document, Origin start) {
        this.document = document;
        this.start = start;
    }

    /**
     * What is to be said of a valid document: its deprecated keys and values, in the order of the
     * schema.
     *
     * @return null if the document is not valid, or may not be
     */
    public static @Nullable List<Fault> marks(ConfigTree config, SchemaDocument document) {
        var verdict = new QuickVerdict(document, config.origin());
        var marks = new ArrayList<Fault>();
        return verdict.accepts(document.root(), config, marks) && !verdict.unsure ? marks : null;
    }

    private boolean accepts(Mapping schema, ConfigTree value, List<Fault> marks) {
        for (Map.Entry<Scalar, ConfigTree> entry : schema.entries().entrySet()) {
            String keyword = entry.getKey().display();
            if (!accepts(keyword, entry.getValue(), schema, value, marks) || unsure) {
                return false;
            }
        }
        return true;
    }

    private boolean accepts(
            String keyword,
            ConfigTree content,
            Mapping schema,
            ConfigTree value,
            List<Fault> marks) {
        return switch (keyword) {
            case "$schema", "$defs", "title", "description", "default", "label", "hidden" -> true;
            // A word of a later draft, which neither the original nor the library knows here.
            case "prefixItems" -> true;
            case "deprecated_version", "deprecated_description" -> true;
            case "changed_version", "changed_description" -> true;
            case "deprecated", "changed" -> mark(keyword, content, schema, value, marks);
            case "$ref" -> accepts(document.part(text(content)), value, marks);
            case "allOf" -> all((Sequence) content, value, marks);
            case "oneOf" -> one((Sequence) content, value, marks);
            case "anyOf" -> any((Sequence) content, value, marks);
            case "not" -> !accepts((Mapping) content, value, new ArrayList<>());
            case "type" -> TypeNames.isAny(value, content);
            case "enum" -> isOneOf(value, (Sequence) content);
            case "pattern" -> matches(value, text(content));
            case "format" -> Formats.accepts(text(content), value);
            case "minimum" -> isAtLeast(value, number(content));
            default ->
                    switch (value) {
                        case Mapping m -> mapping(keyword, content, schema, m, marks);
                        case Sequence s -> sequence(keyword, content, schema, s, marks);
                        case Scalar _ -> OF_CONTAINERS.contains(keyword) || doubt();
                    };
        };
    }

    private boolean mapping(
            String keyword, ConfigTree content, Mapping schema, Mapping value, List<Fault> marks) {
        return switch (keyword) {
            case "properties" -> properties((Mapping) content, value, marks);
            case "patternProperties" -> patternProperties((Mapping) content, value, marks);
            case "additionalProperties" -> additional(content, schema, value, marks);
            case "required" -> hasAll(value, (Sequence) content);
            case "minProperties" -> value.size() >= number(content);
            default -> OF_CONTAINERS.contains(keyword) || doubt();
        };
    }

    private boolean sequence(
            String keyword, ConfigTree content, Mapping schema, Sequence value, List<Fault> marks) {
        return switch (keyword) {
            case "items" -> items(content, value, marks);
            // Means something beside a list of schemas alone.
            case "additionalItems" -> schema.get("items") instanceof Mapping || doubt();
            case "minItems" -> value.size() >= number(content);
            case "maxItems" -> value.size() <= number(content);
            case "uniqueItems" -> isWithoutRepetition(value);
            default -> OF_CONTAINERS.contains(keyword) || doubt();
        };
    }

    private boolean doubt() {
        unsure = true;
        return false;
    }

    private static String text(ConfigTree content) {
        return ((Scalar) content).display();
    }

    private static long number(ConfigTree content) {
        return ((Scalar.Int) content).value();
    }

    private boolean mark(
            String keyword,
            ConfigTree content,
            Mapping schema,
            ConfigTree value,
            List<Fault> marks) {
        if (content.truthy()) {
            String words = Wording.of(keyword, schema, value, "").getFirst().message();
            Origin place = path.isEmpty() ? start : path.getLast().origin();
            marks.add(new Fault(List.of(), keyword, schema, value, path, place, words, List.of()));
        }
        return true;
    }

    /** Numbers are left to the library: 1 and 1.0 are one value, and so, in Python, is true. */
    private boolean isOneOf(ConfigTree value, Sequence choices) {
        return switch (value) {
            case Scalar.Text _, Scalar.Bool _ -> choices.items().contains(value);
            case Mapping _, Sequence _, Scalar.Null _ -> false;
            case Scalar _ -> doubt();
        };
    }

    private boolean matches(ConfigTree value, String pattern) {
        return switch (value) {
            case Scalar.Text text -> Pattern.compile(pattern).matcher(text.value()).find();
            case Scalar.Binary _ -> doubt();
            case ConfigTree _ -> true;
        };
    }

    private boolean isAtLeast(ConfigTree value, long limit) {
        return switch (value) {
            case Scalar.Int number -> number.value() >= limit;
            case Scalar.BigInt _, Scalar.Real _ -> doubt();
            case ConfigTree _ -> true;
        };
    }

    private boolean isWithoutRepetition(Sequence list) {
        var seen = new HashSet<String>();
        for (ConfigTree item : list) {
            if (!(item instanceof Scalar.Text text)) {
                return list.size() < 2 || doubt();
            }
            if (!seen.add(text.value())) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasAll(Mapping value, Sequence required) {
        for (ConfigTree key : required) {
            if (!value.has(text(key))) {
                return false;
            }
        }
        return true;
    }

    private boolean below(Scalar segment, ConfigTree schema, ConfigTree value, List<Fault> marks) {
        path.add(segment);
        boolean accepted = accepts((Mapping) schema, value, marks);
        path.removeLast();
        return accepted;
    }

    private boolean properties(Mapping properties, Mapping value, List<Fault> marks) {
        for (Map.Entry<Scalar, ConfigTree> property : properties.entries().entrySet()) {
            Scalar name = property.getKey();
            ConfigTree found = value.get(name.display());
            if (found != null && !below(key(value, name), property.getValue(), found, marks)) {
                return false;
            }
        }
        return true;
    }

    /** The document's own key, which knows its place. */
    private static Scalar key(Mapping value, Scalar name) {
        for (Scalar key : value.keys()) {
            if (key.equals(name)) {
                return key;
            }
        }
        return name;
    }

    private boolean patternProperties(Mapping patterns, Mapping value, List<Fault> marks) {
        for (Map.Entry<Scalar, ConfigTree> pattern : patterns.entries().entrySet()) {
            Pattern compiled = Pattern.compile(pattern.getKey().display());
            for (Map.Entry<Scalar, ConfigTree> entry : value.entries().entrySet()) {
                if (compiled.matcher(entry.getKey().display()).find()
                        && !below(entry.getKey(), pattern.getValue(), entry.getValue(), marks)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean additional(
            ConfigTree content, Mapping schema, Mapping value, List<Fault> marks) {
        if (content instanceof Scalar.Bool allowed && allowed.value()) {
            return true;
        }
        for (Scalar key : Superfluous.keys(value, schema)) {
            if (!(content instanceof Mapping part)
                    || !below(key, part, Objects.requireNonNull(value.entries().get(key)), marks)) {
                return false;
            }
        }
        return true;
    }

    private boolean items(ConfigTree content, Sequence value, List<Fault> marks) {
        if (!(content instanceof Mapping part)) {
            return doubt();
        }
        int index = 0;
        for (ConfigTree item : value) {
            var position = new Scalar.Int(index, item.origin());
            if (!below(position, part, item, marks)) {
                return false;
            }
            index++;
        }
        return true;
    }

    private boolean all(Sequence parts, ConfigTree value, List<Fault> marks) {
        for (ConfigTree part : parts) {
            if (!accepts((Mapping) part, value, marks)) {
                return false;
            }
        }
        return true;
    }

    /** Exactly one: a value that several branches accept is an error. */
    private boolean one(Sequence branches, ConfigTree value, List<Fault> marks) {
        boolean found = false;
        for (ConfigTree branch : branches) {
            var own = new ArrayList<Fault>();
            if (accepts((Mapping) branch, value, own)) {
                if (found) {
                    return false;
                }
                found = true;
                marks.addAll(own);
            }
        }
        return found;
    }

    private boolean any(Sequence branches, ConfigTree value, List<Fault> marks) {
        for (ConfigTree branch : branches) {
            var own = new ArrayList<Fault>();
            if (accepts((Mapping) branch, value, own)) {
                marks.addAll(own);
                return true;
            }
        }
        return false;
    }
}
