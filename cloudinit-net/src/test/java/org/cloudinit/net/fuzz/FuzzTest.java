package org.cloudinit.net.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.cloudinit.net.source.KernelTextFuzz;
import org.cloudinit.testkit.FuzzTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No bytes make a reader throw anything but what it says. {@code -Dfuzz.seconds=N} for a longer
 * run, {@code -Dfuzz.target=NAME} for one target alone; {@code scripts/fuzz} sets both.
 */
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 8);
    private static final String ONE = System.getProperty("fuzz.target", "EveryReaderFuzz");

    static Stream<FuzzTarget> targets() {
        return Stream.of(
                new FuzzTarget(NetworkConfigFuzz.class, NetworkConfigFuzz::fuzzerTestOneInput),
                new FuzzTarget(NetworkDataFuzz.class, NetworkDataFuzz::fuzzerTestOneInput),
                new FuzzTarget(InterfacesFileFuzz.class, InterfacesFileFuzz::fuzzerTestOneInput),
                new FuzzTarget(KernelTextFuzz.class, KernelTextFuzz::fuzzerTestOneInput));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void seeds(FuzzTarget target) {
        assertTrue(target.replay() > 0, "no seeds");
    }

    @Test
    void search() throws IOException, InterruptedException {
        assumeTrue(SECONDS > 0, "skipped: no time is given (-Dfuzz.seconds)");
        var every = new FuzzTarget(EveryReaderFuzz.class, EveryReaderFuzz::fuzzerTestOneInput);
        FuzzTarget target =
                Stream.concat(Stream.of(every), targets())
                        .filter(each -> each.name().equals(ONE))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no target " + ONE));
        target.explore(Duration.ofSeconds(SECONDS));
    }
}
