package org.cloudinit.net.corpus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts rows that agree, by group, and prints N of M. */
final class Score {
    private final String name;
    private final Map<String, int[]> groups = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    Score(String name) {
        this.name = name;
    }

    /** Counts a row: it agrees where there is no difference to tell. */
    void count(String group, String row, @Nullable String difference) {
        int[] counts = groups.computeIfAbsent(group, key -> new int[2]);
        counts[1]++;
        if (difference == null) {
            counts[0]++;
        } else {
            failures.add(row + ": " + difference);
        }
    }

    /** Prints the counts, and demands that at least so many rows of a group agree. */
    void demand(Map<String, Integer> least) {
        groups.forEach(
                (group, counts) ->
                        System.out.println(
                                "conformance "
                                        + name
                                        + " "
                                        + group
                                        + ": "
                                        + counts[0]
                                        + " of "
                                        + counts[1]));
        if (Boolean.getBoolean("conformance.verbose")) {
            failures.forEach(System.out::println);
        }
        least.forEach(
                (group, number) -> {
                    int[] counts = groups.getOrDefault(group, new int[2]);
                    assertTrue(
                            counts[0] >= number,
                            () ->
                                    group
                                            + ": "
                                            + counts[0]
                                            + " rows agree, "
                                            + number
                                            + " did before\n"
                                            + String.join("\n", failures));
                });
    }
}
