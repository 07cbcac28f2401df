package org.cloudinit.schema.check;

import dev.harrel.jsonschema.Error;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Follows the library's failures through schema and document. The original's faults come in the
 * order of the schema's keys, the library's do not; where one of several is chosen, the order
 * decides.
 */
public final class FaultReader {
    private final SchemaDocument document;
    private final List<String> words;
    private final List<Integer> order = new ArrayList<>();
    private final List<Scalar> path = new ArrayList<>();
    private final List<String> instance;
    private int next;
    private Mapping schema;
    private ConfigTree value;
    private Origin origin;

    private FaultReader(Error failure, SchemaDocument document, ConfigTree config) {
        this.document = document;
        this.words = Pointers.segments(failure.getEvaluationPath());
        this.instance = Pointers.segments(failure.getInstanceLocation());
        this.schema = document.root();
        this.value = config;
        this.origin = config.origin();
    }

    /**
     * The faults behind failures, sorted.
     *
     * @param failures what the library answered
     * @param document the schema that it was asked about
     * @param config the document
     */
    public static List<Fault> read(
            List<Error> failures, SchemaDocument document, ConfigTree config) {
        var faults = new ArrayList<Fault>();
        Set<List<Integer>> closed = new HashSet<>();
        for (Error failure : failures) {
            var reader = new FaultReader(failure, document, config);
            String keyword = reader.follow();
            boolean forbidden =
                    keyword.equals("additionalProperties") || keyword.equals("additionalItems");
            // The library names each superfluous key; in words they are one fault.
            if (keyword.isEmpty() || (forbidden && !closed.add(List.copyOf(reader.order)))) {
                continue;
            }
            for (Wording.Words said :
                    Wording.of(keyword, reader.schema, reader.value, failure.getError())) {
                faults.add(reader.fault(keyword, said));
            }
        }
        faults.sort((one, other) -> compare(one.order(), other.order()));
        return faults;
    }

    private Fault fault(String keyword, Wording.Words said) {
        Scalar named = said.key();
        // A superfluous key of the whole document is shown as the path of its fault.
        List<Scalar> shown =
                order.size() == 1 && isPlain(named) ? List.of(Objects.requireNonNull(named)) : path;
        return new Fault(
                order,
                keyword,
                schema,
                value,
                shown,
                named == null ? origin : named.origin(),
                said.message(),
                List.of());
    }

    /** The original finds the key in its message, by the quotation marks around it. */
    private static boolean isPlain(@Nullable Scalar key) {
        return key instanceof Scalar.Text && PythonRepr.of(key).startsWith("'");
    }

    /** Goes to the keyword that fails; empty if it fails only because something below it does. */
    private String follow() {
        while (next < words.size()) {
            String keyword = words.get(next++);
            order.add(position(schema, keyword));
            ConfigTree content = Objects.requireNonNull(schema.get(keyword), keyword);
            if (next == words.size()) {
                return isLeaf(keyword, content) ? keyword : "";
            }
            switch (keyword) {
                case "$ref" -> schema = document.part(((Scalar) content).display());
                case "not" -> schema = (Mapping) content;
                case "properties", "patternProperties" -> {
                    Mapping named = (Mapping) content;
                    String key = words.get(next++);
                    order.add(position(named, key));
                    schema = named.mapping(key);
                    descend();
                }
                case "allOf", "anyOf", "oneOf" -> {
                    int branch = Integer.parseInt(words.get(next++));
                    order.add(branch);
                    schema = (Mapping) ((Sequence) content).items().get(branch);
                }
                case "items", "additionalProperties", "additionalItems" -> {
                    schema = (Mapping) content;
                    descend();
                }
                default -> throw new IllegalStateException("the schema has parts in " + keyword);
            }
        }
        return "";
    }

    /** Whether the keyword itself fails, not only what it holds. */
    private static boolean isLeaf(String keyword, ConfigTree content) {
        return switch (keyword) {
            case "$ref", "properties", "patternProperties", "allOf", "items" -> false;
            case "additionalProperties", "additionalItems" -> content instanceof Scalar;
            default -> true;
        };
    }

    /** Goes to the child of the node on the way to the failure. */
    private void descend() {
        String segment = instance.get(path.size());
        if (value instanceof Sequence sequence) {
            int index = Integer.parseInt(segment);
            order.add(index);
            path.add(Scalar.integer(index));
            value = sequence.items().get(index);
            origin = value.origin();
            return;
        }
        int place = 0;
        for (var entry : ((Mapping) value).entries().entrySet()) {
            if (entry.getKey().display().equals(segment)) {
                order.add(place);
                path.add(entry.getKey());
                value = entry.getValue();
                origin = entry.getKey().origin();
                return;
            }
            place++;
        }
        throw new IllegalStateException("the document has no " + segment);
    }

    private static int position(Mapping mapping, String key) {
        int place = 0;
        for (Scalar name : mapping.keys()) {
            if (name.display().equals(key)) {
                return place;
            }
            place++;
        }
        throw new IllegalStateException("the schema has no " + key);
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        int common = Math.min(one.size(), other.size());
        for (int i = 0; i < common; i++) {
            int result = Integer.compare(one.get(i), other.get(i));
            if (result != 0) {
                return result;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
