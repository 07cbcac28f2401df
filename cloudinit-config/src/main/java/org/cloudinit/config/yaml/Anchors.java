package org.cloudinit.config.yaml;

import java.util.IdentityHashMap;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Which values are one object in several places, as aliases make them: PyYAML writes such a value
 * once, with an anchor, and aliases after that. Computed values share constants and are never
 * anchored.
 */
final class Anchors {
    private static final String ONCE = "";

    private final IdentityHashMap<ConfigTree, String> names = new IdentityHashMap<>();
    private final IdentityHashMap<ConfigTree, String> written = new IdentityHashMap<>();
    private int count;

    /**
     * Visits a tree in the order in which it will be written; names are given at the second visit.
     */
    void visit(ConfigTree tree) {
        if (!mayShare(tree)) {
            return;
        }
        String name = names.get(tree);
        if (name != null) {
            if (name.equals(ONCE)) {
                count++;
                names.put(tree, "id" + (count < 10 ? "00" : count < 100 ? "0" : "") + count);
            }
            return;
        }
        names.put(tree, ONCE);
        switch (tree) {
            case Sequence sequence -> sequence.items().forEach(this::visit);
            case Mapping mapping ->
                    KeyOrder.sorted(mapping).forEach(entry -> visit(entry.getValue()));
            case Scalar _ -> {}
        }
    }

    private static boolean mayShare(ConfigTree tree) {
        return switch (tree) {
            case Mapping _, Sequence _ -> true;
            case Scalar.Date _, Scalar.Timestamp _ -> true;
            case Scalar _ -> false;
        };
    }

    /**
     * The anchor of a value that is written now, {@code *} and its name where it was written
     * before, or null.
     */
    @Nullable String mark(ConfigTree tree) {
        String name = names.getOrDefault(tree, ONCE);
        if (name.equals(ONCE) || tree.origin().equals(Origin.BUILT_IN)) {
            return null;
        }
        return written.put(tree, name) == null ? "&" + name : "*" + name;
    }
}
