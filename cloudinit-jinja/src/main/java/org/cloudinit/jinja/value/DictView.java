package org.cloudinit.jinja.value;

import java.util.List;

/**
 * What {@code keys()}, {@code values()} and {@code items()} of a dict give.
 *
 * @param type {@code dict_keys}, {@code dict_values} or {@code dict_items}
 * @param items what it holds
 */
public record DictView(String type, List<Object> items) {
    public DictView {
        items = List.copyOf(items);
    }
}
