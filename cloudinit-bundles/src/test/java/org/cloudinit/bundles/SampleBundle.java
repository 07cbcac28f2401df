package org.cloudinit.bundles;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A bundle with one data source, compiled by a test: what it answers carries its version, so that a
 * test sees which one is at work.
 *
 * @param name symbolic name
 * @param version version of the bundle
 * @param source name of the data source
 * @param start what its activator does first, as Java
 */
record SampleBundle(String name, String version, String source, String start) {
    private static final String IMPORTS =
            "org.cloudinit.api.spi,org.cloudinit.api.network,org.cloudinit.api.instance,"
                    + "org.cloudinit.api.report,org.osgi.framework";

    private static final String PROGRAM =
            """
            package sample;

            import java.util.Set;
            import org.cloudinit.api.instance.InstanceData;
            import org.cloudinit.api.network.NetworkConfig;
            import org.cloudinit.api.network.NicInventory;
            import org.cloudinit.api.report.Reporter;
            import org.cloudinit.api.spi.*;
            import org.osgi.framework.BundleActivator;
            import org.osgi.framework.BundleContext;

            public final class Sample implements DataSource, BundleActivator {
                public void start(BundleContext context) {
                    %START%
                    context.registerService(DataSource.class, this, null);
                }
                public void stop(BundleContext context) {}
                public String name() { return "%SOURCE%"; }
                public Set<Dependency> dependencies() { return Set.of(Dependency.FILESYSTEM); }
                public Detection detect(SearchContext context) {
                    return new Detection.Absent("version %VERSION% looked");
                }
                public boolean confirms(InstanceData cached, SearchContext context) { return false; }
                public NetworkConfig network(InstanceData data, NicInventory nics, Reporter reporter) {
                    return null;
                }
                public Set<UpdateEvent> supportedUpdates() { return Set.of(); }
                public Set<UpdateEvent> defaultUpdates() { return Set.of(); }
            }
            """;

    static SampleBundle of(String version) {
        return new SampleBundle("org.example.sample", version, "Sample", "");
    }

    /** Compiles it and packs it into a jar that only its owner may write. */
    Path into(Path jar) throws IOException {
        Path work = Files.createTempDirectory("sample-bundle");
        Path program = Files.createDirectories(work.resolve("sample")).resolve("Sample.java");
        Files.writeString(
                program,
                PROGRAM.replace("%START%", start)
                        .replace("%SOURCE%", source)
                        .replace("%VERSION%", version));
        compile(program, work);
        Files.createDirectories(jar.getParent());
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name + ";singleton:=true");
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Activator", "sample.Sample");
        main.putValue("Import-Package", IMPORTS);
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (OutputStream file = Files.newOutputStream(fresh);
                var out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.list(work.resolve("sample"))) {
            for (Path one : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new ZipEntry("sample/" + one.getFileName()));
                Files.copy(one, out);
                out.closeEntry();
            }
        }
        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return jar;
    }

    private static void compile(Path program, Path work) throws IOException {
        String classPath =
                System.getProperty("jdk.module.path", "")
                        + File.pathSeparator
                        + System.getProperty("java.class.path", "");
        var errors = new StringWriter();
        int code =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                new PrintWriter(errors),
                                new PrintWriter(errors),
                                "-proc:none",
                                "-d",
                                work.toString(),
                                "-classpath",
                                classPath,
                                program.toString());
        if (code != 0) {
            throw new IOException("the sample does not compile: " + errors);
        }
    }
}
