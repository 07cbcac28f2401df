package org.cloudinit.api.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A node of the input document that means something: a device, a subnet, a route, or one setting of
 * them. Every part of a {@link NetworkState} points to its node, so that messages can name it and a
 * renderer can be held to account for it.
 *
 * <p>A node knows its parent, not its whole path: a path is put together only where a message needs
 * one, which keeps the interpretation of large documents linear. Nodes are compared by identity.
 */
public final class Node {
    private final int index;
    private final @Nullable Node parent;
    private final String segment;
    private final Origin origin;

    /**
     * Made by the interpreter that reads the document.
     *
     * @param index position in {@link NetworkState#nodes()}, or -1 for a node that only others hang
     *     on
     * @param parent the node that holds this one, or null for the document
     * @param segment key, or {@code [n]} for an item of a list; empty for the document
     * @param origin where it was read
     */
    public Node(int index, @Nullable Node parent, String segment, Origin origin) {
        this.index = index;
        this.parent = parent;
        this.segment = Objects.requireNonNull(segment, "segment");
        this.origin = Objects.requireNonNull(origin, "origin");
    }

    /** Position in {@link NetworkState#nodes()}; -1 for a node that nobody has to account for. */
    public int index() {
        return index;
    }

    /** The node that holds this one, or null for the document. */
    public @Nullable Node parent() {
        return parent;
    }

    /** Where it was read. */
    public Origin origin() {
        return origin;
    }

    /** Its place in the document. */
    public ConfigPath path() {
        var segments = new ArrayList<String>();
        for (Node node = this; node != null; node = node.parent) {
            if (!node.segment.isEmpty()) {
                segments.add(node.segment);
            }
        }
        Collections.reverse(segments);
        return new ConfigPath(segments);
    }

    @Override
    public String toString() {
        return path().toString();
    }
}
