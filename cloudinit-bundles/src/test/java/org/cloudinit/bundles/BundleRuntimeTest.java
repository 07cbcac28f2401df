package org.cloudinit.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.core.Extensions;
import org.cloudinit.testkit.BundleJar;
import org.cloudinit.testkit.RecordingReporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleRuntimeTest {
    @TempDir Path folder;

    private final RecordingReporter problems = new RecordingReporter();
    private BundleRuntime runtime;

    @BeforeEach
    void start() throws IOException {
        runtime = started();
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void theModulesOfTheImageRegisterWhatTheyProvide() {
        assertEquals(List.of("set_hostname", "update_hostname"), moduleNames(runtime.extensions()));
        InstalledBundle core = installed("org.cloudinit.core");
        assertTrue(core.fromImage());
        assertEquals(List.of("module set_hostname", "module update_hostname"), core.provides());
        assertEquals(List.of(), problems.codes());
    }

    @Test
    void aJarIsUsedUpdatedAndRemovedWhileTheFrameworkRuns() throws IOException {
        assertTrue(runtime.put(sample("1.0.0"), problems));
        assertEquals("version 1.0.0 looked", reason());
        assertTrue(runtime.put(sample("2.0.0"), problems));
        assertEquals("version 2.0.0 looked", reason());
        assertEquals("2.0.0", installed("org.example.sample").version());
        assertEquals(List.of("data source Sample"), installed("org.example.sample").provides());
        assertTrue(runtime.remove("org.example.sample", problems));
        assertEquals(List.of(), runtime.extensions().dataSources());
        assertFalse(runtime.remove("org.example.sample", problems));
        assertEquals(List.of(), problems.codes());
    }

    @Test
    void aJarWhoseActivatorThrowsLeavesThePreviousVersionAtWork() throws IOException {
        runtime.put(sample("1.0.0"), problems);
        var broken =
                new SampleBundle(
                        "org.example.sample",
                        "2.0.0",
                        "Sample",
                        "if (true) throw new IllegalStateException(\"no lamp\");");
        assertFalse(
                runtime.put(BundleFile.read(broken.into(folder.resolve("broken.jar"))), problems));
        assertEquals("version 1.0.0 looked", reason());
        assertEquals(List.of("bundles.not-started"), problems.codes());
        assertTrue(problems.problems().getFirst().line().contains("no lamp"));
    }

    @Test
    void aJarThatImportsWhatIsNotThereIsLeftOut() throws IOException {
        var hungry =
                new SampleBundle(
                        "org.example.hungry",
                        "1.0.0",
                        "Hungry",
                        "org.cloudinit.core.BootRequest.ORDINARY.toString();");
        BundleFile jar = BundleFile.read(hungry.into(folder.resolve("hungry.jar")));
        // What core exports is not among its imports, so the class is not there for it.
        assertFalse(runtime.put(jar, problems));
        assertEquals(List.of("bundles.not-started"), problems.codes());
    }

    @Test
    void aPackageThatAModuleKeepsToItselfCannotBeImported() throws IOException {
        var curious =
                new BundleJar(
                        "org.example.curious",
                        "1.0.0",
                        List.of("org.cloudinit.core.config", "org.osgi.framework"),
                        EMPTY_ACTIVATOR);
        BundleFile jar = BundleFile.read(curious.into(folder.resolve("curious.jar")));
        assertFalse(runtime.put(jar, problems));
        assertTrue(problems.problems().getFirst().line().contains("org.cloudinit.core.config"));
    }

    /**
     * A bundle finds the class by the loader of one that it may see; the module is closed to it.
     */
    @Test
    void aClassThatAModuleKeepsToItselfCannotBeUsed() throws IOException {
        var curious =
                new SampleBundle(
                        "org.example.curious",
                        "1.0.0",
                        "Curious",
                        "Class.forName(\"org.cloudinit.core.config.ConfigTemplates\", true,"
                                + " DataSource.class.getClassLoader())"
                                + ".getDeclaredConstructors()[0].setAccessible(true);");
        BundleFile jar = BundleFile.read(curious.into(folder.resolve("curious.jar")));
        assertFalse(runtime.put(jar, problems));
        String line = problems.problems().getFirst().line();
        assertTrue(line.contains("module org.cloudinit.core does not"), line);
    }

    @Test
    void aModuleThatOnlyExportsIsThereWhenAJarAsksForIt() throws IOException {
        assertTrue(runtime.bundles().stream().noneMatch(b -> b.name().equals("org.cloudinit.api")));
        runtime.put(sample("1.0.0"), problems);
        assertTrue(installed("org.cloudinit.api").fromImage());
    }

    /** Of what there is one only, that of a bundle counts before that of the image. */
    @Test
    void aBundlesTemplateEngineCounts() throws IOException {
        var engine =
                new SampleBundle(
                        "org.example.engine",
                        "1.0.0",
                        "Engine",
                        "context.registerService(TemplateEngine.class, (template, variables) ->"
                                + " new TemplateEngine.Rendered(\"by a bundle\","
                                + " java.util.List.of()), null);");
        assertSame(TemplateEngine.NONE, runtime.extensions().templates());
        runtime.put(BundleFile.read(engine.into(folder.resolve("engine.jar"))), problems);
        assertEquals(
                "by a bundle",
                runtime.extensions().templates().render(Template.of("", ""), Mapping.EMPTY).text());
        runtime.remove("org.example.engine", problems);
        assertSame(TemplateEngine.NONE, runtime.extensions().templates());
    }

    @Test
    void aJarThatDoesNotStopIsReported() throws IOException {
        var stubborn =
                new BundleJar(
                        "org.example.stubborn",
                        "1.0.0",
                        List.of("org.osgi.framework"),
                        EMPTY_ACTIVATOR.replace(
                                "stop(BundleContext context) {",
                                "stop(BundleContext context) { if (true) throw new"
                                        + " IllegalStateException(\"not now\");"));
        runtime.put(BundleFile.read(stubborn.into(folder.resolve("stubborn.jar"))), problems);
        runtime.leave(problems);
        assertEquals(List.of("bundles.not-stopped"), problems.codes());
        assertTrue(problems.problems().getFirst().line().contains("not now"));
    }

    @Test
    void twoAtOnceWorkInFoldersOfTheirOwn() throws IOException {
        runtime.put(sample("1.0.0"), problems);
        try (BundleRuntime other = started()) {
            assertTrue(other.put(sample("2.0.0"), problems));
            assertEquals("version 2.0.0 looked", reason(other.extensions()));
        }
        assertEquals("version 1.0.0 looked", reason());
        assertTrue(Files.isDirectory(folder.resolve("storage-2")));
    }

    private static final String EMPTY_ACTIVATOR =
            """
            package curious;
            import org.osgi.framework.BundleActivator;
            import org.osgi.framework.BundleContext;
            public final class Curious implements BundleActivator {
                public void start(BundleContext context) {}
                public void stop(BundleContext context) {}
            }
            """;

    @Test
    void aJarWithTheNameOfAModuleTakesItsPlaceAndGivesItBack() throws IOException {
        var replacement = new SampleBundle("org.cloudinit.core", "9.0.0", "Sample", "");
        assertTrue(
                runtime.put(
                        BundleFile.read(replacement.into(folder.resolve("core.jar"))), problems));
        assertEquals(List.of(), moduleNames(runtime.extensions()));
        assertFalse(installed("org.cloudinit.core").fromImage());
        assertTrue(runtime.remove("org.cloudinit.core", problems));
        assertEquals(List.of("set_hostname", "update_hostname"), moduleNames(runtime.extensions()));
        assertTrue(installed("org.cloudinit.core").fromImage());
    }

    @Test
    void aStageKeepsTheVersionThatItBeganWith() throws Exception {
        runtime.put(sample("1.0.0"), problems);
        BundleFile second = sample("2.0.0");
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<String> stage =
                    threads.submit(
                            () ->
                                    runtime.with(
                                            extensions -> {
                                                inside.countDown();
                                                await(goOn);
                                                return reason(extensions);
                                            }));
            assertTrue(inside.await(10, TimeUnit.SECONDS));
            Future<Boolean> swap = threads.submit(() -> runtime.put(second, problems));
            try {
                swap.get(200, TimeUnit.MILLISECONDS);
                throw new AssertionError("the swap did not wait");
            } catch (TimeoutException expected) {
                goOn.countDown();
            }
            assertEquals("version 1.0.0 looked", stage.get(10, TimeUnit.SECONDS));
            assertTrue(swap.get(10, TimeUnit.SECONDS));
            assertEquals("version 2.0.0 looked", reason());
        }
    }

    private BundleRuntime started() throws IOException {
        return BundleRuntime.start(
                ModuleLayer.boot(), folder.resolve("storage"), List::of, problems);
    }

    private BundleFile sample(String version) throws IOException {
        return BundleFile.read(
                SampleBundle.of(version).into(folder.resolve("sample-" + version + ".jar")));
    }

    private InstalledBundle installed(String name) {
        return runtime.bundles().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String reason() {
        return reason(runtime.extensions());
    }

    private static String reason(Extensions extensions) {
        DataSource source = extensions.dataSources().getFirst();
        try {
            return assertInstanceOf(Detection.Absent.class, source.detect(null)).reason();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<String> moduleNames(Extensions extensions) {
        return extensions.modules().get().stream().map(m -> m.name()).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
