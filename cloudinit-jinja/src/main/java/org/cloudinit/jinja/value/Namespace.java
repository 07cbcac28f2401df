package org.cloudinit.jinja.value;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code namespace(…)}: what inner scopes may assign to. */
public final class Namespace {
    private final Map<Object, Object> attributes;

    public Namespace(Map<Object, Object> attributes) {
        this.attributes = new LinkedHashMap<>(attributes);
    }

    public Map<Object, Object> attributes() {
        return attributes;
    }
}
