package org.cloudinit.dist.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options and words behind a command. Where an option comes twice, the last counts, unless all
 * are asked for.
 */
public final class Options {
    private final Map<String, List<String>> values;
    private final List<String> words;

    Options(Map<String, List<String>> values, List<String> words) {
        this.values = new HashMap<>(values);
        this.words = List.copyOf(words);
    }

    /** Whether the option was given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The last value of an option, or null. */
    public @Nullable String last(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.getLast();
    }

    /** The last value of an option, or another where it was not given. */
    public String last(String name, String otherwise) {
        String value = last(name);
        return value == null ? otherwise : value;
    }

    /** All values of an option, in order. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** The words that belong to no option, in order. */
    public List<String> words() {
        return words;
    }
}
