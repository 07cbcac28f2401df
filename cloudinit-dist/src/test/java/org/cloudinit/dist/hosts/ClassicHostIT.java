package org.cloudinit.dist.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cloudinit.testkit.BundleJar;
import org.junit.jupiter.api.Test;

/**
 * The stage in a plain OSGi framework that has every jar of the build as an ordinary bundle, as
 * Apache Karaf would: no module path, no image, no Connect.
 */
class ClassicHostIT extends StageSuite {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** The bundle that a host of this kind writes itself: it calls the stage. */
    private static final String CALLER =
            """
            package caller;

            import java.nio.file.Path;
            import java.util.List;
            import java.util.function.ToIntFunction;
            import org.cloudinit.bundles.ProvidedServices;
            import org.cloudinit.core.BootRequest;
            import org.cloudinit.core.LocalStage;
            import org.cloudinit.core.Machine;
            import org.osgi.framework.BundleActivator;
            import org.osgi.framework.BundleContext;

            public final class Caller implements BundleActivator, ToIntFunction<String> {
                private ProvidedServices services;

                public void start(BundleContext context) {
                    services = new ProvidedServices(context);
                    context.registerService(ToIntFunction.class, this, null);
                }

                public void stop(BundleContext context) {}

                public int applyAsInt(String root) {
                    try {
                        return LocalStage.run(
                                BootRequest.ORDINARY, Machine.at(Path.of(root)), services.extensions())
                                .exitCode();
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
            """;

    @Override
    int boot(Path root) throws Exception {
        return start(root.toString()).waitFor();
    }

    /** All of the build's bundles fit together by what their manifests say. */
    @Test
    void everyBundleOfTheBuildIsResolved() throws Exception {
        Process process = start("-");
        assertEquals(0, process.waitFor());
        var resolved = new TreeSet<>(Files.readAllLines(folder.resolve("output")));
        for (String name :
                List.of("api", "bundles", "config", "core", "dist", "handlers", "jinja", "media")) {
            assertTrue(resolved.contains("org.cloudinit." + name), name + ": " + resolved);
        }
    }

    private Process start(String root) throws IOException {
        var imports = new ArrayList<>(BundleJar.API);
        imports.addAll(List.of("org.cloudinit.core", "org.cloudinit.bundles"));
        Path caller =
                new BundleJar("org.example.caller", "1.0.0", imports, CALLER)
                        .into(folder.resolve("caller.jar"));
        var jars = new ArrayList<String>();
        String framework = "";
        for (Path jar : jars()) {
            if (jar.getFileName().toString().startsWith("org.apache.felix.framework-")) {
                framework = jar.toString();
            } else {
                jars.add(jar.toString());
            }
        }
        jars.add(caller.toString());
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                framework + ":" + TARGET.resolve("test-classes"),
                                ClassicHost.class.getName(),
                                folder.resolve("storage").toString(),
                                root));
        command.addAll(jars);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private static List<Path> jars() throws IOException {
        var jars = new ArrayList<Path>();
        for (Path folder : List.of(TARGET.resolve("modules"), TARGET)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(f -> f.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        return jars;
    }
}
