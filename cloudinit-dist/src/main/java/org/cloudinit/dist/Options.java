package org.cloudinit.dist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.dist.Invocation.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The options behind a command, as the original's {@code argparse} takes them: {@code --name
 * VALUE}, {@code --name=VALUE}, {@code -n VALUE} and {@code -nVALUE}, in any order. Where one comes
 * twice, the last counts, unless all are asked for.
 */
final class Options {
    private final Map<String, String> valued;
    private final Map<String, String> flags;
    private final Map<String, List<String>> values = new HashMap<>();

    /**
     * Says which options there are.
     *
     * @param valued options with a value: spelling to name
     * @param flags options without one: spelling to name
     */
    Options(Map<String, String> valued, Map<String, String> flags) {
        this.valued = valued;
        this.flags = flags;
    }

    /** Reads all words; an answer means that they are refused. */
    @Nullable Refused read(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String spelling = equals < 0 ? word : word.substring(0, equals);
            String inline = equals < 0 ? null : word.substring(equals + 1);
            if (word.length() > 2 && word.charAt(0) == '-' && word.charAt(1) != '-') {
                spelling = word.substring(0, 2);
                inline = word.substring(2);
            }
            if (flags.containsKey(spelling)) {
                if (inline != null) {
                    return new Refused(
                            "option '" + spelling + "' takes no value", "Leave the value out.");
                }
                put(flags.get(spelling), "");
            } else if (valued.containsKey(spelling)) {
                String value = inline;
                if (value == null && i + 1 < words.size() && !isOption(words.get(i + 1))) {
                    value = words.get(++i);
                }
                if (value == null || value.isEmpty()) {
                    return new Refused(
                            "option '" + spelling + "' needs a value", "Put it behind the option.");
                }
                put(valued.get(spelling), value);
            } else {
                return word.startsWith("-")
                        ? new Refused(
                                "there is no option '" + spelling + "'",
                                "Options are listed by --help.")
                        : new Refused(
                                "'" + word + "' is one word too many", "Usage is shown by --help.");
            }
        }
        return null;
    }

    /** A single dash is a value: it means standard input. */
    private static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-");
    }

    private void put(@Nullable String name, String value) {
        values.computeIfAbsent(String.valueOf(name), _ -> new ArrayList<>(1)).add(value);
    }

    /** Whether the option was given. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The last value of an option, or null. */
    @Nullable String last(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.getLast();
    }

    /** All values of an option, in order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
