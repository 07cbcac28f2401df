package org.cloudinit.api.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of a node in its document, for messages: {@code config[0].subnets[1].address}. A path
 * is shown in place of a value, so that no secret reaches a log.
 *
 * @param segments keys as written, positions in lists as {@code [n]}
 */
public record ConfigPath(List<String> segments) {
    /** The document itself. */
    public static final ConfigPath ROOT = new ConfigPath(List.of());

    public ConfigPath {
        segments = List.copyOf(segments);
    }

    /** The path of a mapping's value. */
    public ConfigPath key(String key) {
        return append(key);
    }

    /** The path of a list's item, counted from 0. */
    public ConfigPath index(int index) {
        return append("[" + index + "]");
    }

    private ConfigPath append(String segment) {
        var longer = new ArrayList<>(segments);
        longer.add(segment);
        return new ConfigPath(longer);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (String segment : segments) {
            if (!text.isEmpty() && !segment.startsWith("[")) {
                text.append('.');
            }
            text.append(segment);
        }
        return text.isEmpty() ? "(document)" : text.toString();
    }
}
