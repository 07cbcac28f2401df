package org.cloudinit.schema.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/** A failed keyword in words, as the original says it ({@code jsonschema._keywords}). */
final class Wording {
    private Wording() {}

    /**
     * One fault in words.
     *
     * @param message the words
     * @param key the one key that is superfluous, where it is one
     */
    record Words(String message, @Nullable Scalar key) {}

    /**
     * The faults of a keyword at a node; a list of required keys is a fault for each.
     *
     * @param otherwise the library's words, for a keyword that the schema did not have when this
     *     was written
     */
    static List<Words> of(String keyword, Mapping schema, ConfigTree value, String otherwise) {
        if (keyword.equals("required") && value instanceof Mapping mapping) {
            return missing(mapping, schema.sequence(keyword));
        }
        if (keyword.equals("additionalProperties") && value instanceof Mapping mapping) {
            return List.of(superfluous(mapping, schema));
        }
        String message =
                keyword.equals("deprecated") || keyword.equals("changed")
                        ? mark(keyword, schema)
                        : plain(keyword, schema, value, otherwise);
        return List.of(new Words(message, null));
    }

    private static String plain(
            String keyword, Mapping schema, ConfigTree value, String otherwise) {
        ConfigTree limit = Objects.requireNonNull(schema.get(keyword), keyword);
        String said =
                switch (keyword) {
                    case "type" -> " is not of type " + types(limit);
                    case "enum" -> " is not one of " + PythonRepr.of(limit);
                    case "pattern" -> " does not match " + PythonRepr.of(limit);
                    case "format" -> " is not a " + PythonRepr.of(limit);
                    case "not" -> " should not be valid under " + PythonRepr.of(limit);
                    case "uniqueItems" -> " has non-unique elements";
                    case "minimum" -> " is less than the minimum of " + PythonRepr.of(limit);
                    case "maximum" -> " is greater than the maximum of " + PythonRepr.of(limit);
                    case "minItems", "minLength" -> " is too short";
                    case "minProperties" -> " does not have enough properties";
                    case "maxItems", "maxLength" -> " is too long";
                    case "maxProperties" -> " has too many properties";
                    default -> ": " + otherwise;
                };
        return PythonRepr.of(value) + said;
    }

    /** For the branch keywords, whose words depend on what is found in the branches. */
    static String inNoBranch(ConfigTree value) {
        return PythonRepr.of(value) + " is not valid under any of the given schemas";
    }

    /** For a value that several branches of {@code oneOf} accept. */
    static String inBranches(ConfigTree value, List<ConfigTree> branches) {
        var shown = new ArrayList<String>();
        for (ConfigTree branch : branches) {
            shown.add(PythonRepr.of(branch));
        }
        return PythonRepr.of(value) + " is valid under each of " + String.join(", ", shown);
    }

    private static List<Words> missing(Mapping value, Sequence required) {
        var faults = new ArrayList<Words>();
        for (ConfigTree key : required) {
            if (!value.has(((Scalar) key).display())) {
                faults.add(new Words(PythonRepr.of(key) + " is a required property", null));
            }
        }
        return faults;
    }

    private static Words superfluous(Mapping value, Mapping schema) {
        List<Scalar> extras = Superfluous.keys(value, schema);
        String named = PythonRepr.list(extras);
        if (schema.has("patternProperties")) {
            var patterns = new ArrayList<>(schema.mapping("patternProperties").keys());
            patterns.sort(Superfluous::byText);
            String verb = extras.size() == 1 ? " does" : " do";
            return new Words(
                    named + verb + " not match any of the regexes: " + PythonRepr.list(patterns),
                    null);
        }
        String verb = extras.size() == 1 ? " was" : " were";
        return new Words(
                "Additional properties are not allowed (" + named + verb + " unexpected)",
                extras.size() == 1 ? extras.getFirst() : null);
    }

    /** {@code config/schema.py}'s {@code _add_deprecated_changed_or_new_msg}. */
    private static String mark(String keyword, Mapping schema) {
        String missing = "<missing " + keyword + "_version key, please file a bug report>";
        String message =
                schema.text("description", "")
                        + " "
                        + keyword.substring(0, 1).toUpperCase(Locale.ROOT)
                        + keyword.substring(1)
                        + " in version "
                        + schema.text(keyword + "_version", missing)
                        + ". "
                        + schema.text(keyword + "_description", "");
        return message.stripTrailing();
    }

    private static String types(ConfigTree types) {
        var shown = new ArrayList<String>();
        for (String name : TypeNames.names(types)) {
            shown.add(PythonRepr.of(Scalar.text(name)));
        }
        return String.join(", ", shown);
    }
}
