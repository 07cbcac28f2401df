package org.cloudinit.api.network;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule that chooses a routing table (version 2 only).
 *
 * @param from source network, or null
 * @param to destination network, or null
 * @param table routing table, or null
 * @param priority the smaller, the earlier, or null
 * @param mark firewall mark, or null
 * @param typeOfService type of service, or null
 * @param node its place
 */
public record RoutingPolicy(
        @Nullable Setting from,
        @Nullable Setting to,
        @Nullable Setting table,
        @Nullable Setting priority,
        @Nullable Setting mark,
        @Nullable Setting typeOfService,
        Node node) {
    public RoutingPolicy {
        Objects.requireNonNull(node, "node");
    }
}
