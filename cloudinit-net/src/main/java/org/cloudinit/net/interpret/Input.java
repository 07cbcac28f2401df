package org.cloudinit.net.interpret;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.Node;
import org.jspecify.annotations.Nullable;

/** Numbers the nodes of one document, and collects what could not be made sense of. */
final class Input {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Loss> ignored = new ArrayList<>();

    /** A node that a renderer has to account for. */
    Node node(@Nullable Node parent, String segment, Origin origin) {
        var node = new Node(nodes.size(), parent, segment, origin);
        nodes.add(node);
        return node;
    }

    /** A node that only holds others. */
    static Node group(@Nullable Node parent, String segment, ConfigTree tree) {
        return new Node(-1, parent, segment, tree.origin());
    }

    /** An item of a list that only holds others. */
    static Node item(Node list, int position, ConfigTree tree) {
        return group(list, "[" + position + "]", tree);
    }

    void ignore(Node node, String reason) {
        ignored.add(new Loss(node.path(), node.origin(), reason));
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Loss> ignored() {
        return ignored;
    }
}
