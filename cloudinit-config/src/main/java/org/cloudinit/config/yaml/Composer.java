package org.cloudinit.config.yaml;

import java.util.HashMap;
import java.util.Map;
import org.cloudinit.api.config.Origin;
import org.cloudinit.config.text.NodeBudget;
import org.jspecify.annotations.Nullable;

/** From events to the graph of one document, as PyYAML's composer does. */
final class Composer {
    private final YamlEvents events;
    private final int deepest;
    private final NodeBudget budget;
    private final Map<String, Node> anchors = new HashMap<>();

    /** Anchors whose node is not complete: an alias of one would be recursive. */
    private final Map<String, Origin> open = new HashMap<>();

    private int depth;

    private Composer(YamlEvents events, int deepest, NodeBudget budget) {
        this.events = events;
        this.deepest = deepest;
        this.budget = budget;
    }

    /** The graph of the only document, or null where there is none. */
    static @Nullable Node compose(YamlEvents events, int deepest, NodeBudget budget) {
        return new Composer(events, deepest, budget).document();
    }

    private @Nullable Node document() {
        Origin start = events.origin();
        events.advance();
        if (events.kind() == YamlEvents.Kind.STREAM_END) {
            events.refuseDirectivesAfter(start);
            return null;
        }
        events.advance();
        Node root = node();
        Origin end = events.origin();
        events.advance();
        if (events.kind() != YamlEvents.Kind.STREAM_END) {
            throw YamlFault.syntax(
                    events.origin(), "a second document begins where a single one is expected");
        }
        events.refuseDirectivesAfter(end);
        return root;
    }

    /** The node at the current event; the events after it are next. */
    private Node node() {
        Origin origin = events.origin();
        budget.spend(1, origin);
        String anchor = events.anchor();
        if (events.kind() == YamlEvents.Kind.ALIAS) {
            return alias(anchor, origin);
        }
        if (anchor == null) {
            return content(origin);
        }
        if (anchors.containsKey(anchor) || open.containsKey(anchor)) {
            throw YamlFault.alias(origin, "an anchor of this name was given before");
        }
        open.put(anchor, origin);
        Node node = content(origin);
        open.remove(anchor);
        anchors.put(anchor, node);
        return node;
    }

    private Node alias(@Nullable String name, Origin origin) {
        Node node = anchors.get(name);
        if (node == null) {
            throw YamlFault.alias(
                    origin,
                    open.containsKey(name)
                            ? "the alias stands inside of the value that it names"
                            : "the alias names no anchor that was given before");
        }
        events.advance();
        return node;
    }

    private Node content(Origin origin) {
        return switch (events.kind()) {
            case SCALAR -> scalar(origin);
            case SEQUENCE_START -> sequence(origin);
            case MAPPING_START -> mapping(origin);
            case ALIAS, COLLECTION_END, DOCUMENT_START, DOCUMENT_END, STREAM_START, STREAM_END ->
                    throw YamlFault.syntax(origin, "a value is expected here");
        };
    }

    private Node scalar(Origin origin) {
        String text = events.text();
        String explicit = events.tag();
        Tag tag =
                explicit != null
                        ? Tag.of(explicit)
                        : events.untyped() ? Resolver.resolve(text) : Tag.STR;
        events.advance();
        return new Node.OfScalar(tag, text, origin);
    }

    private Node sequence(Origin origin) {
        var node = new Node.OfSequence(collectionTag(Tag.SEQ), origin);
        enter(origin);
        while (events.kind() != YamlEvents.Kind.COLLECTION_END) {
            node.items().add(node());
        }
        leave();
        return node;
    }

    private Node mapping(Origin origin) {
        var node = new Node.OfMapping(collectionTag(Tag.MAP), origin);
        enter(origin);
        while (events.kind() != YamlEvents.Kind.COLLECTION_END) {
            Node key = node();
            node.pairs().add(new Node.Pair(key, node()));
        }
        MergeKeys.flatten(node, budget);
        leave();
        return node;
    }

    private Tag collectionTag(Tag otherwise) {
        String explicit = events.tag();
        return explicit == null ? otherwise : Tag.of(explicit);
    }

    private void enter(Origin origin) {
        if (++depth > deepest) {
            throw YamlFault.depth(origin, deepest);
        }
        events.advance();
    }

    private void leave() {
        depth--;
        events.advance();
    }
}
