package org.cloudinit.jinja.render;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables of a block, with those around it. */
final class Scope {
    private final @Nullable Scope outer;
    private final Map<String, Object> variables;

    private Scope(@Nullable Scope outer, Map<String, Object> variables) {
        this.outer = outer;
        this.variables = variables;
    }

    static Scope of(Map<String, Object> variables) {
        return new Scope(null, new HashMap<>(variables));
    }

    Scope inner() {
        return new Scope(this, new HashMap<>());
    }

    /** The scope around all others. */
    Scope outermost() {
        Scope scope = this;
        while (scope.outer != null) {
            scope = scope.outer;
        }
        return scope;
    }

    @Nullable Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.variables.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    void set(String name, Object value) {
        variables.put(name, value);
    }
}
