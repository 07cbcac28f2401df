package org.cloudinit.api.network;

import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a link, as {@code params} of version 1 or {@code parameters} of version 2 has
 * it.
 *
 * @param name version 1 spelling as written ({@code bond-mode}, {@code bond_miimon}); for version 2
 *     the spelling that the reference gives it ({@link LinkParameter#name1()})
 * @param key the parameter that is meant, or null for one that no table knows
 * @param value as written; a list for some ({@code bridge_pathcost}), a mapping for the same in
 *     version 2
 * @param node its place
 */
public record Parameter(String name, @Nullable LinkParameter key, ConfigTree value, Node node) {
    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(node, "node");
    }
}
