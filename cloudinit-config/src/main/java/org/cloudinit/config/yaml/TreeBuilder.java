package org.cloudinit.config.yaml;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.config.text.NodeBudget;
import org.cloudinit.config.text.PythonKeys;

/**
 * From the graph of nodes to values, as PyYAML's safe constructor does. An alias becomes the very
 * object that its anchor became, which is how the writer knows what to write as an alias again. A
 * {@code !!set} becomes a mapping to nulls, as YAML defines it; an {@code !!omap} or {@code
 * !!pairs} a list of pairs.
 */
final class TreeBuilder {
    private final int deepest;
    private final NodeBudget budget;
    private final IdentityHashMap<Node, Built> built = new IdentityHashMap<>();

    /**
     * A value with its size and depth.
     *
     * @param size number of values, every alias written out
     * @param depth levels of nesting, aliases followed; 0 for a single value
     */
    private record Built(ConfigTree tree, long size, int depth) {}

    private TreeBuilder(int deepest, NodeBudget budget) {
        this.deepest = deepest;
        this.budget = budget;
    }

    static ConfigTree build(Node root, int deepest, NodeBudget budget) {
        return new TreeBuilder(deepest, budget).tree(root).tree;
    }

    private Built tree(Node node) {
        Built known = built.get(node);
        if (known != null) {
            budget.spend(known.size, node.origin());
            return known;
        }
        budget.spend(1, node.origin());
        Built made =
                switch (node) {
                    case Node.OfScalar scalar ->
                            new Built(scalar(scalar.tag(), scalar.text(), scalar.origin()), 1, 0);
                    case Node.OfSequence sequence -> sequence(sequence);
                    case Node.OfMapping mapping -> mapping(mapping);
                };
        if (made.depth > deepest) {
            throw YamlFault.depth(node.origin(), deepest);
        }
        if (isShared(made.tree)) {
            built.put(node, made);
        }
        return made;
    }

    /**
     * Whether Python would make one object of the value for all of its aliases, which its writer
     * then sees.
     */
    private static boolean isShared(ConfigTree tree) {
        return !(tree instanceof Scalar)
                || tree instanceof Scalar.Date
                || tree instanceof Scalar.Timestamp;
    }

    private static Scalar scalar(Tag tag, String text, Origin origin) {
        return switch (tag) {
            case STR -> new Scalar.Text(text, origin);
            case INT -> ScalarForms.whole(text, origin);
            case FLOAT -> ScalarForms.real(text, origin);
            case BOOL -> ScalarForms.bool(text, origin);
            case NULL -> new Scalar.Null(origin);
            case TIMESTAMP -> ScalarForms.timestamp(text, origin);
            case BINARY -> ScalarForms.binary(text, origin);
            case MERGE -> throw YamlFault.tag(origin, "'<<' is a merge key and no value");
            case VALUE -> throw YamlFault.tag(origin, "'=' is a default key and no value");
            case SEQ, OMAP, PAIRS ->
                    throw YamlFault.tag(origin, "the tag needs a list, but this is a single value");
            case MAP, SET ->
                    throw YamlFault.tag(
                            origin, "the tag needs a mapping, but this is a single value");
            case UNKNOWN -> throw unknown(origin);
        };
    }

    private Built sequence(Node.OfSequence node) {
        return switch (node.tag()) {
            case SEQ -> list(node);
            case OMAP, PAIRS -> pairs(node);
            case MAP, SET ->
                    throw YamlFault.tag(
                            node.origin(), "the tag needs a mapping, but this is a list");
            case UNKNOWN -> throw unknown(node.origin());
            case STR, INT, FLOAT, BOOL, NULL, TIMESTAMP, BINARY, MERGE, VALUE ->
                    throw YamlFault.tag(
                            node.origin(), "the tag needs a single value, but this is a list");
        };
    }

    private Built list(Node.OfSequence node) {
        var items = new ArrayList<ConfigTree>(node.items().size());
        long size = 1;
        int depth = 0;
        for (Node item : node.items()) {
            Built one = tree(item);
            items.add(one.tree);
            size += one.size;
            depth = Math.max(depth, one.depth);
        }
        return new Built(new Sequence(items, node.origin()), size, depth + 1);
    }

    private Built pairs(Node.OfSequence node) {
        var items = new ArrayList<ConfigTree>(node.items().size());
        long size = 1;
        int depth = 0;
        for (Node item : node.items()) {
            if (!(item instanceof Node.OfMapping mapping) || mapping.pairs().size() != 1) {
                throw YamlFault.value(item.origin(), "a mapping of a single key is expected here");
            }
            Built key = tree(mapping.pairs().getFirst().key());
            Built value = tree(mapping.pairs().getFirst().value());
            items.add(new Sequence(List.of(key.tree, value.tree), item.origin()));
            size += 1 + key.size + value.size;
            depth = Math.max(depth, 1 + Math.max(key.depth, value.depth));
        }
        return new Built(new Sequence(items, node.origin()), size, depth + 1);
    }

    private Built mapping(Node.OfMapping node) {
        return switch (node.tag()) {
            case MAP -> entries(node, false);
            case SET -> entries(node, true);
            case SEQ, OMAP, PAIRS ->
                    throw YamlFault.tag(
                            node.origin(), "the tag needs a list, but this is a mapping");
            case UNKNOWN -> throw unknown(node.origin());
            case STR, INT, FLOAT, BOOL, NULL, TIMESTAMP, BINARY, MERGE, VALUE ->
                    new Built(scalar(node.tag(), defaultText(node), node.origin()), 1, 0);
        };
    }

    /** A mapping where a scalar is asked for stands for the value of its {@code =} key. */
    private static String defaultText(Node.OfMapping node) {
        for (Node.Pair pair : node.pairs()) {
            if (pair.key().tag() == Tag.VALUE && pair.value() instanceof Node.OfScalar scalar) {
                return scalar.text();
            }
        }
        throw YamlFault.tag(node.origin(), "the tag needs a single value, but this is a mapping");
    }

    private Built entries(Node.OfMapping node, boolean keysOnly) {
        var keys = new PythonKeys();
        var builder = Mapping.builder(node.origin());
        long size = 1;
        int depth = 0;
        for (Node.Pair pair : node.pairs()) {
            Scalar key = keys.canonical(key(pair.key()));
            Built value = tree(pair.value());
            builder.put(key, keysOnly ? new Scalar.Null(value.tree.origin()) : value.tree);
            size += 1 + value.size;
            depth = Math.max(depth, value.depth);
        }
        return new Built(builder.build(), size, depth + 1);
    }

    private Scalar key(Node node) {
        if (node instanceof Node.OfScalar scalar && scalar.tag() == Tag.VALUE) {
            return new Scalar.Text(scalar.text(), scalar.origin());
        }
        if (tree(node).tree instanceof Scalar scalar) {
            return scalar;
        }
        throw YamlFault.key(node.origin(), "a list or mapping cannot be a key");
    }

    private static RuntimeException unknown(Origin origin) {
        return YamlFault.tag(origin, "the tag has no meaning in configuration");
    }
}
