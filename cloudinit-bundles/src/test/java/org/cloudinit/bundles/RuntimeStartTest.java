package org.cloudinit.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.bundles.BundleRuntime.Jars;
import org.cloudinit.testkit.RecordingReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A framework that begins with jars: what is wrong with one, and what is wrong with all. */
class RuntimeStartTest {
    @TempDir Path folder;
    private final RecordingReporter problems = new RecordingReporter();

    @Test
    void aBrokenJarDoesNotKeepTheOthersFromStarting() throws IOException {
        BundleFile sample =
                BundleFile.read(SampleBundle.of("1.0.0").into(folder.resolve("sample.jar")));
        try (BundleRuntime runtime = start(() -> List.of(broken(), sample))) {
            assertEquals("Sample", runtime.extensions().dataSources().getFirst().name());
            assertEquals(List.of("bundles.not-started"), problems.codes());
        }
    }

    @Test
    void jarsThatAreNotKnownLeaveNoFrameworkBehind() throws IOException {
        Jars unknown =
                () -> {
                    throw new IOException("not known");
                };
        assertEquals(
                "not known", assertThrows(IOException.class, () -> start(unknown)).getMessage());
        assertNothingRuns();
    }

    @Test
    void aDefectWhileAJarIsStartedLeavesNoFrameworkBehind() throws IOException {
        BundleFile broken = broken();
        // What takes the report of it breaks.
        assertThrows(
                IllegalStateException.class,
                () ->
                        BundleRuntime.start(
                                ModuleLayer.boot(),
                                folder.resolve("storage"),
                                () -> List.of(broken),
                                new BreakingReporter()));
        assertNothingRuns();
    }

    /** A framework that runs keeps its folder, and the next one has one beside it. */
    private void assertNothingRuns() throws IOException {
        try (BundleRuntime next = start(List::of)) {
            assertFalse(next.bundles().isEmpty());
            assertFalse(Files.exists(folder.resolve("storage-2")), "the first one runs");
        }
    }

    private BundleRuntime start(Jars added) throws IOException {
        return BundleRuntime.start(ModuleLayer.boot(), folder.resolve("storage"), added, problems);
    }

    private BundleFile broken() throws IOException {
        var broken =
                new SampleBundle(
                        "org.example.broken", "1.0.0", "Broken", "if (true) throw new Error();");
        return BundleFile.read(broken.into(folder.resolve("broken.jar")));
    }

    /** Its defect stands for any other. */
    private static final class BreakingReporter implements Reporter {
        @Override
        public void report(Problem problem) {
            throw new IllegalStateException(problem.line());
        }

        @Override
        public void decided(Decision decision) {
            throw new IllegalStateException("nothing is decided here");
        }
    }
}
