package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.core.Extensions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the whole stage, with everything that the image has, on the machines of the recorded runs of
 * the original, and compares every file, mode and byte that it leaves. Needs {@code
 * -Dconformance.corpus=DIR}.
 */
class GoldenRunsTest {
    private static final List<String> GROUPS =
            List.of("default", "eni", "netplan", "networkd", "sysconfig");

    /** Runs that are not to be equal, and why. */
    private static final Map<String, String> NOT_EQUAL =
            Map.of(
                    "eni/unknown_mac", "deviation S8: the fallback keeps the machine reachable",
                    "netplan/unknown_mac",
                            "deviation S8: the fallback keeps the machine reachable");

    @TempDir private Path scratch;

    @Test
    void everyRecordedRunIsReproduced() throws IOException {
        String property = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(property != null, "no corpus: give -Dconformance.corpus=DIR");
        Path corpus = Path.of(property);
        Extensions extensions = Wiring.ofModules();
        var failures = new TreeMap<String, List<String>>();
        var expected = new ArrayList<String>();
        int equal = 0;
        List<GoldenRun> runs = GoldenRun.all(corpus, GROUPS);
        for (GoldenRun run : runs) {
            if (lacksRenderer(run, extensions)) {
                expected.add(run.id() + ": later: there is no renderer " + run.renderer());
                continue;
            }
            Path folder = scratch.resolve(run.renderer() + "-" + run.name());
            List<String> differences =
                    new GoldenMachine(run, corpus, folder).differences(extensions);
            if (NOT_EQUAL.containsKey(run.id())) {
                expected.add(run.id() + ": " + NOT_EQUAL.get(run.id()));
                if (differences.isEmpty()) {
                    failures.put(run.id(), List.of("is equal now: take it off the list"));
                }
            } else if (differences.isEmpty()) {
                equal++;
            } else {
                failures.put(run.id(), differences);
            }
        }
        System.out.println("golden runs: " + equal + " of " + runs.size() + " equal");
        for (GoldenRun run : runs) {
            if (run.runsModules() && !lacksRenderer(run, extensions)) {
                System.out.println(
                        "  compared without the tables and homes that programs of the machine write: "
                                + run.id());
            }
        }
        expected.forEach(line -> System.out.println("  not equal: " + line));
        if (!failures.isEmpty()) {
            var text = new StringBuilder();
            failures.forEach(
                    (id, lines) ->
                            text.append(id)
                                    .append("\n  ")
                                    .append(String.join("\n  ", lines))
                                    .append('\n'));
            fail(text.toString());
        }
        assertEquals(runs.size() - expected.size(), equal);
    }

    private static boolean lacksRenderer(GoldenRun run, Extensions extensions) {
        return !run.renderer().equals("default")
                && extensions.renderers().stream()
                        .noneMatch(renderer -> renderer.name().equals(run.renderer()));
    }
}
