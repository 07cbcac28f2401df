package org.cloudinit.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.text.PythonOrder;

/**
 * The order in which PyYAML writes a mapping: by key where Python can compare the keys, else as
 * they stand.
 */
final class KeyOrder {
    private KeyOrder() {}

    static List<Map.Entry<Scalar, ConfigTree>> sorted(Mapping mapping) {
        var entries = new ArrayList<>(mapping.entries().entrySet());
        if (PythonOrder.comparable(mapping.keys())) {
            entries.sort((one, other) -> PythonOrder.compare(one.getKey(), other.getKey()));
        }
        return entries;
    }
}
