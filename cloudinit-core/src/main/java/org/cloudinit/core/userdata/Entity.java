package org.cloudinit.core.userdata;

import java.util.List;

/**
 * A MIME entity: a part, or a container of entities.
 *
 * @param headers its header lines
 * @param body its bytes as transferred; empty for a container
 * @param children what a container holds
 */
record Entity(Headers headers, Slice body, List<Entity> children) {
    Entity {
        children = List.copyOf(children);
    }

    static Entity part(Headers headers, Slice body) {
        return new Entity(headers, body, List.of());
    }

    boolean isContainer() {
        return !children.isEmpty();
    }
}
