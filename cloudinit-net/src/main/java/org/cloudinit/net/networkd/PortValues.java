package org.cloudinit.net.networkd;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter of a bridge says of its ports: version 2 has {@code eth3: 50}, version 1 a text,
 * {@code eth3 50}.
 */
final class PortValues {
    private final Map<String, String> values = new HashMap<>();

    /** Ports that it names, without those that were used. */
    private final Set<String> unused = new LinkedHashSet<>();

    private boolean used;

    private PortValues() {}

    static PortValues of(ConfigTree parameter) {
        var values = new PortValues();
        values.add(parameter);
        return values;
    }

    private void add(ConfigTree tree) {
        switch (tree) {
            case Mapping mapping ->
                    mapping.entries()
                            .forEach(
                                    (port, value) -> {
                                        unused.add(port.display());
                                        if (port instanceof Scalar.Text text
                                                && value instanceof Scalar scalar
                                                && scalar.truthy()) {
                                            values.putIfAbsent(text.value(), scalar.display());
                                        }
                                    });
            case Sequence sequence -> sequence.items().forEach(this::add);
            case Scalar scalar -> {
                String words = scalar.display().strip();
                int blank = words.indexOf(' ');
                unused.add(blank < 0 ? words : words.substring(0, blank));
                if (blank > 0) {
                    values.putIfAbsent(
                            words.substring(0, blank), words.substring(blank + 1).strip());
                }
            }
        }
    }

    /** The value of a port, which is used from now on; null where there is none. */
    @Nullable String use(String port) {
        String value = values.get(port);
        if (value != null) {
            used = true;
            unused.remove(port);
        }
        return value;
    }

    /** Whether the value of any port was used. */
    boolean isUsed() {
        return used;
    }

    /** The ports whose values were not. */
    Set<String> unused() {
        return unused;
    }
}
