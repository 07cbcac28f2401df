package org.cloudinit.dist.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** One of the build's jars, with its module descriptor. */
record PackagedJar(Path file, ModuleDescriptor module) {
    private static final Set<String> DESCRIPTIVE =
            Set.of(
                    "Manifest-Version",
                    "Bundle-Description",
                    "Bundle-License",
                    "Bundle-Name",
                    "Bundle-Version",
                    "Private-Package");

    /** The jars of every module of the build, in the order of their folders. */
    static List<PackagedJar> all() throws IOException {
        var jars = new ArrayList<PackagedJar>();
        try (Stream<Path> folders = Files.list(Path.of("..").toAbsolutePath().normalize())) {
            for (Path folder : folders.sorted().toList()) {
                if (Files.exists(folder.resolve("pom.xml"))) {
                    jars.add(of(folder));
                }
            }
        }
        return jars;
    }

    private static PackagedJar of(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("target"))) {
            List<Path> jars =
                    files.filter(f -> f.getFileName().toString().endsWith(".jar")).toList();
            if (jars.size() != 1) {
                throw new IllegalStateException("one jar expected in " + folder + ", not " + jars);
            }
            Path jar = jars.getFirst();
            var references = ModuleFinder.of(jar).findAll();
            return new PackagedJar(jar, references.iterator().next().descriptor());
        }
    }

    String name() {
        return module.name();
    }

    /** What {@code jar --describe-module} says, without the jar's path and version. */
    String describe() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, UTF_8);
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        if (jar.run(out, out, "--describe-module", "--file", file.toString()) != 0) {
            throw new IllegalStateException(bytes.toString(UTF_8));
        }
        String text = bytes.toString(UTF_8).strip();
        return name() + text.substring(text.indexOf('\n')) + "\n";
    }

    /** The manifest's headers that a framework acts on, sorted, one clause a line. */
    String manifest() {
        var headers = new TreeMap<String, String>();
        mainAttributes().forEach((name, value) -> headers.put(name.toString(), value.toString()));
        headers.keySet().removeAll(DESCRIPTIVE);
        var text = new StringBuilder();
        headers.forEach(
                (name, value) -> {
                    text.append(name).append(":\n");
                    clauses(value).forEach(c -> text.append("  ").append(c).append('\n'));
                });
        return text.toString();
    }

    /** The names of the packages that the manifest exports. */
    List<String> exportedByManifest() {
        String header = mainAttributes().getValue("Export-Package");
        return header == null
                ? List.of()
                : clauses(header).stream().map(c -> c.replaceFirst(";.*", "")).toList();
    }

    /** The names of the packages that the module exports to everyone. */
    List<String> exportedByModule() {
        return module.exports().stream()
                .filter(e -> !e.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .sorted()
                .toList();
    }

    Attributes mainAttributes() {
        try (var jar = new JarFile(file.toFile())) {
            return jar.getManifest().getMainAttributes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Splits a header at the commas that are outside quotes. */
    private static List<String> clauses(String header) {
        return List.of(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
    }
}
