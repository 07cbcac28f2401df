package org.cloudinit.config.yaml;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Origin;

/**
 * A node of the representation graph: what YAML says before any value is made of it. An alias is
 * the node that it names, so nodes are told apart by identity.
 */
sealed interface Node {
    Tag tag();

    Origin origin();

    /** A scalar and its text. */
    final class OfScalar implements Node {
        private final Tag tag;
        private final String text;
        private final Origin origin;

        OfScalar(Tag tag, String text, Origin origin) {
            this.tag = tag;
            this.text = text;
            this.origin = origin;
        }

        @Override
        public Tag tag() {
            return tag;
        }

        String text() {
            return text;
        }

        @Override
        public Origin origin() {
            return origin;
        }
    }

    /** A list; complete once the composer has seen its end. */
    final class OfSequence implements Node {
        private final Tag tag;
        private final Origin origin;
        private final List<Node> items = new ArrayList<>();

        OfSequence(Tag tag, Origin origin) {
            this.tag = tag;
            this.origin = origin;
        }

        @Override
        public Tag tag() {
            return tag;
        }

        @Override
        public Origin origin() {
            return origin;
        }

        /** The items, to which the composer adds. */
        List<Node> items() {
            return items;
        }
    }

    /** A mapping as pairs in the order of the document, double keys included. */
    final class OfMapping implements Node {
        private final Tag tag;
        private final Origin origin;
        private final List<Pair> pairs = new ArrayList<>();

        OfMapping(Tag tag, Origin origin) {
            this.tag = tag;
            this.origin = origin;
        }

        @Override
        public Tag tag() {
            return tag;
        }

        @Override
        public Origin origin() {
            return origin;
        }

        /** The pairs, to which the composer adds. */
        List<Pair> pairs() {
            return pairs;
        }
    }

    /** A key and its value. */
    record Pair(Node key, Node value) {}
}
