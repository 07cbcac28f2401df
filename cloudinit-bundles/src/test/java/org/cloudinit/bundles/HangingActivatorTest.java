package org.cloudinit.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.testkit.BundleJar;
import org.cloudinit.testkit.RecordingReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A boot waits for an activator, but not for ever. */
class HangingActivatorTest {
    private static final long PATIENCE_MILLIS = 200;

    /** It does not even heed that it is interrupted. */
    private static final String FOR_EVER =
            "while (context != null)"
                    + " java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);";

    @TempDir Path folder;
    private final RecordingReporter problems = new RecordingReporter();

    @Test
    void oneThatDoesNotStartCostsItsBundleAlone() throws IOException {
        var hanging = hanging("org.example.hanging", "hanging.jar");
        try (BundleRuntime runtime = runtime(hanging, sample("1.0.0"))) {
            assertEquals(List.of("bundles.not-started"), problems.codes());
            String line = problems.problems().getFirst().line();
            assertTrue(line.contains("hanging 1.0.0 does not come to its end within 200"), line);
            assertEquals(1, runtime.extensions().dataSources().size());
            assertTrue(runtime.put(sample("2.0.0"), problems));
            assertEquals(1, runtime.extensions().dataSources().size());
        }
    }

    @Test
    void oneThatSleepsIsWokenAndTakenOut() throws IOException {
        var sleeping =
                new SampleBundle("org.example.sample", "9.0.0", "Sample", "Thread.sleep(60_000);");
        BundleFile jar = BundleFile.read(sleeping.into(folder.resolve("sleeping.jar")));
        try (BundleRuntime runtime = runtime(sample("1.0.0"))) {
            assertFalse(runtime.put(jar, problems));
            assertTrue(problems.problems().getFirst().line().contains("come to its end within"));
            DataSource source = runtime.extensions().dataSources().getFirst();
            assertEquals("Sample", source.name());
            assertTrue(
                    runtime.bundles().stream()
                            .anyMatch(
                                    b ->
                                            b.name().endsWith("sample")
                                                    && b.version().equals("1.0.0")));
        }
    }

    @Test
    void oneInThePlaceOfAModuleGivesItBack() throws IOException {
        try (BundleRuntime runtime = runtime()) {
            assertFalse(runtime.put(hanging("org.cloudinit.core", "core.jar"), problems));
            assertEquals(2, runtime.extensions().modules().get().size());
        }
    }

    /** The file that hangs stays where it was: its place, name and version are needed again. */
    @Test
    void theNameOfOneThatDoesNotStartIsFree() throws IOException {
        BundleFile hanging = hanging("org.example.sample", "jar.jar");
        try (BundleRuntime runtime = runtime()) {
            assertFalse(runtime.put(hanging, problems));
            assertFalse(runtime.put(hanging, problems));
            assertEquals(List.of("bundles.not-started", "bundles.not-started"), problems.codes());
            assertNothingOfTheSample(runtime);
            Files.move(sample("1.0.0").file(), hanging.file(), StandardCopyOption.REPLACE_EXISTING);
            assertTrue(runtime.put(BundleFile.read(hanging.file()), problems));
            assertEquals(List.of("Sample"), sources(runtime));
            assertTrue(runtime.put(sample("2.0.0"), problems));
            assertEquals(List.of("Sample"), sources(runtime));
            assertTrue(runtime.remove("org.example.sample", problems));
            assertNothingOfTheSample(runtime);
        }
    }

    @Test
    void oneThatDoesNotStopMakesRoomForTheNext() throws IOException {
        BundleFile hanging = hangingAtItsEnd();
        try (BundleRuntime runtime = runtime(hanging)) {
            BundleFile next =
                    BundleFile.read(
                            new SampleBundle("org.example.hanging", "1.0.0", "Next", "")
                                    .into(hanging.file()));
            assertTrue(runtime.put(next, problems));
            assertEquals(List.of("bundles.not-stopped"), problems.codes());
            assertEquals(List.of("Next"), sources(runtime));
            assertTrue(runtime.remove("org.example.hanging", problems));
            assertEquals(List.of(), sources(runtime));
            assertEquals(List.of("bundles.not-stopped"), problems.codes());
        }
    }

    @Test
    void oneThatDoesNotStopIsTakenOut() throws IOException {
        try (BundleRuntime runtime = runtime(hangingAtItsEnd())) {
            assertTrue(runtime.remove("org.example.hanging", problems));
            assertEquals(List.of("bundles.not-stopped"), problems.codes());
            assertFalse(runtime.remove("org.example.hanging", problems));
        }
    }

    private static void assertNothingOfTheSample(BundleRuntime runtime) {
        assertEquals(List.of(), sources(runtime));
        assertFalse(runtime.bundles().stream().anyMatch(b -> b.name().endsWith("sample")));
    }

    private static List<String> sources(BundleRuntime runtime) {
        return runtime.extensions().dataSources().stream().map(DataSource::name).toList();
    }

    @Test
    void aBootDoesNotWaitForOneThatDoesNotStop() throws IOException {
        try (BundleRuntime runtime = runtime(hangingAtItsEnd())) {
            runtime.leave(problems);
            assertEquals(List.of("bundles.not-stopped"), problems.codes());
        }
    }

    private BundleFile hangingAtItsEnd() throws IOException {
        var hanging =
                new BundleJar(
                        "org.example.hanging",
                        "1.0.0",
                        List.of("org.osgi.framework"),
                        """
                        package hanging;
                        import org.osgi.framework.BundleActivator;
                        import org.osgi.framework.BundleContext;
                        public final class Hanging implements BundleActivator {
                            public void start(BundleContext context) {}
                            public void stop(BundleContext context) { %s }
                        }
                        """
                                .formatted(FOR_EVER));
        return BundleFile.read(hanging.into(folder.resolve("hanging.jar")));
    }

    private BundleRuntime runtime(BundleFile... added) throws IOException {
        return BundleRuntime.start(
                ModuleLayer.boot(),
                folder.resolve("storage"),
                () -> List.of(added),
                problems,
                PATIENCE_MILLIS);
    }

    /** One that registers its source before it hangs. */
    private BundleFile hanging(String name, String file) throws IOException {
        var bundle =
                new SampleBundle(
                        name,
                        "1.0.0",
                        "Hanging",
                        "context.registerService(DataSource.class, this, null); " + FOR_EVER);
        return BundleFile.read(bundle.into(folder.resolve(file)));
    }

    private BundleFile sample(String version) throws IOException {
        return BundleFile.read(
                SampleBundle.of(version).into(folder.resolve("sample-" + version + ".jar")));
    }
}
