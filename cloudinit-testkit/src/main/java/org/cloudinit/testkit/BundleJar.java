package org.cloudinit.testkit;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A bundle of one class, compiled by a test.
 *
 * @param name symbolic name
 * @param version version of the bundle
 * @param imports packages that it sees
 * @param program its only source file: a public class with the activator's methods
 */
public record BundleJar(String name, String version, List<String> imports, String program) {
    /** The packages of the api, and the framework's. */
    public static final List<String> API =
            List.of(
                    "org.cloudinit.api.config",
                    "org.cloudinit.api.host",
                    "org.cloudinit.api.instance",
                    "org.cloudinit.api.network",
                    "org.cloudinit.api.report",
                    "org.cloudinit.api.spi",
                    "org.osgi.framework");

    public BundleJar {
        imports = List.copyOf(imports);
    }

    /** Compiles it, and packs it into a jar that only its owner may write, in one step. */
    public Path into(Path jar) throws IOException {
        Path work = Files.createTempDirectory("bundle");
        try {
            return into(jar, work);
        } finally {
            delete(work);
        }
    }

    private Path into(Path jar, Path work) throws IOException {
        String type = between(program, "package ", ";") + "." + between(program, "class ", " ");
        Path source = work.resolve(type.replace('.', '/') + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, program);
        compile(source, work);
        Files.delete(source);
        Files.createDirectories(jar.getParent());
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (OutputStream file = Files.newOutputStream(fresh);
                var out = new JarOutputStream(file, manifest(type));
                Stream<Path> classes = Files.walk(work)) {
            for (Path one : classes.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(work.relativize(one).toString()));
                Files.copy(one, out);
                out.closeEntry();
            }
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return jar;
    }

    private Manifest manifest(String activator) {
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name + ";singleton:=true");
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Activator", activator);
        main.putValue("Import-Package", String.join(",", imports));
        return manifest;
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    /** Against what this test itself is run with. */
    private static void compile(Path source, Path work) throws IOException {
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
                                source.toString());
        if (code != 0) {
            throw new IOException("the bundle does not compile: " + errors);
        }
    }
}
