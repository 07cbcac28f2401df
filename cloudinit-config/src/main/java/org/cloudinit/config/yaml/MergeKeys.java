package org.cloudinit.config.yaml;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.config.text.NodeBudget;

/**
 * The merge key {@code <<}: the pairs of other mappings come first, so that the mapping's own
 * values win while the merged keys keep the first places; of several merged mappings the first
 * wins.
 */
final class MergeKeys {
    private MergeKeys() {}

    /**
     * Replaces a mapping's merge keys by the pairs that they stand for. Called as soon as a mapping
     * is complete, so the mappings that it merges hold no merge key any more.
     */
    static void flatten(Node.OfMapping node, NodeBudget budget) {
        if (!merges(node)) {
            return;
        }
        var merged = new ArrayList<Node.Pair>();
        var own = new ArrayList<Node.Pair>();
        for (Node.Pair pair : node.pairs()) {
            if (pair.key().tag() == Tag.MERGE) {
                List<Node.Pair> more = merged(pair.value());
                budget.spend(more.size(), node.origin());
                merged.addAll(more);
            } else {
                own.add(pair);
            }
        }
        node.pairs().clear();
        node.pairs().addAll(merged);
        node.pairs().addAll(own);
    }

    private static boolean merges(Node.OfMapping node) {
        for (Node.Pair pair : node.pairs()) {
            if (pair.key().tag() == Tag.MERGE) {
                return true;
            }
        }
        return false;
    }

    private static List<Node.Pair> merged(Node value) {
        return switch (value) {
            case Node.OfMapping mapping -> mapping.pairs();
            case Node.OfSequence sequence -> {
                var pairs = new ArrayList<Node.Pair>();
                for (Node item : sequence.items().reversed()) {
                    if (!(item instanceof Node.OfMapping mapping)) {
                        throw YamlFault.merge(item.origin(), "only a mapping can be merged");
                    }
                    pairs.addAll(mapping.pairs());
                }
                yield pairs;
            }
            case Node.OfScalar scalar ->
                    throw YamlFault.merge(scalar.origin(), "a single value cannot be merged");
        };
    }
}
