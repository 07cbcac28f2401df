package org.cloudinit.schema.check;

import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;

/**
 * A keyword that fails at a node.
 *
 * @param order the way to the keyword as positions in the schema and the document; sorts faults,
 *     and begins with the order of the alternative that a fault lies in
 * @param keyword the keyword
 * @param schema the schema that holds the keyword
 * @param value the node
 * @param path keys and positions of the node
 * @param origin where the key or item is that leads to the node
 * @param message the fault in words
 * @param context for {@code anyOf}, the faults of all branches
 */
public record Fault(
        List<Integer> order,
        String keyword,
        Mapping schema,
        ConfigTree value,
        List<Scalar> path,
        Origin origin,
        String message,
        List<Fault> context) {
    public Fault {
        order = List.copyOf(order);
        path = List.copyOf(path);
        context = List.copyOf(context);
    }

    /** Compares by path: positions as numbers, keys by code point. */
    public static int byPath(Fault one, Fault other) {
        return Relevance.comparePaths(one.path, other.path);
    }

    /** Whether this is no error: a key or value that is there, but will go or has changed. */
    public boolean isMark() {
        return keyword.equals("deprecated") || keyword.equals("changed");
    }

    /** Whether other faults lie in branches of this one. */
    boolean hasBranches() {
        return keyword.equals("oneOf") || keyword.equals("anyOf") || keyword.equals("not");
    }

    /** Whether this lies in a branch of the other. */
    boolean isWithin(Fault other) {
        int depth = other.order.size();
        return order.size() > depth && order.subList(0, depth).equals(other.order);
    }

    /** The same fault in other words. */
    Fault with(String words, List<Fault> reasons) {
        return new Fault(order, keyword, schema, value, path, origin, words, reasons);
    }

    /** The path as the original shows it: joined by dots. */
    public String pathText() {
        var text = new StringBuilder();
        for (Scalar segment : path) {
            text.append(text.isEmpty() ? "" : ".").append(segment.display());
        }
        return text.toString();
    }
}
