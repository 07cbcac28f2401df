package org.cloudinit.datasource.nocloud;

import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;

/** Adds what a mapping lacks ({@code util.mergemanydict} with its usual mergers). */
final class MissingKeys {
    private MissingKeys() {}

    /** The stronger mapping, with the keys that only the weaker one has, inner ones too. */
    static Mapping add(Mapping stronger, Mapping weaker) {
        Mapping.Builder all = stronger.toBuilder();
        for (Map.Entry<Scalar, ConfigTree> entry : weaker.entries().entrySet()) {
            ConfigTree held = stronger.entries().get(entry.getKey());
            if (held == null) {
                all.put(entry.getKey(), entry.getValue());
            } else if (held instanceof Mapping one && entry.getValue() instanceof Mapping other) {
                all.put(entry.getKey(), add(one, other));
            }
        }
        return all.build();
    }
}
