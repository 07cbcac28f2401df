package org.cloudinit.dist.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cloudinit.dist.hosts.KitBundle;
import org.cloudinit.testkit.BundleJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image on a machine with jars of its own, and on one without. */
class AddedBundlesIT {
    private static final Path IMAGE = Path.of("target/image").toAbsolutePath();

    @TempDir Path folder;
    private Path root;

    @BeforeEach
    void makeMachine() throws IOException {
        root = folder.resolve("root");
        Files.createDirectories(root.resolve("etc/cloud/bundles"));
        Files.writeString(root.resolve("etc/cloud/cloud.cfg"), "datasource_list: [None]\n");
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    @Test
    void aMachineWithoutJarsLoadsNoClassOfTheFramework() throws Exception {
        List<String> loaded = loaded();
        assertTrue(loaded.stream().anyMatch(l -> l.contains("org.cloudinit.core.LocalStage ")));
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(
                                l ->
                                        l.contains(" org.apache.felix.")
                                                || l.contains(" org.osgi.")
                                                || l.contains(" org.cloudinit.bundles."))
                        .toList());
    }

    @Test
    void aJarThatIsNoBundleIsNamedAndTheStageGoesOn() throws Exception {
        Path jar = root.resolve("etc/cloud/bundles/broken.jar");
        Files.writeString(jar, "no jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> loaded = loaded();
        assertTrue(loaded.stream().anyMatch(l -> l.contains(" org.apache.felix.")));
        String status = Files.readString(root.resolve("var/lib/cloud/data/status.json"));
        assertTrue(status.contains("bundles.no-bundle"), status);
    }

    @Test
    void aJarThatOthersMayWriteIsNotEvenOpened() throws Exception {
        Path jar = root.resolve("etc/cloud/bundles/open.jar");
        Files.writeString(jar, "no jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
        loaded();
        String status = Files.readString(root.resolve("var/lib/cloud/data/status.json"));
        assertTrue(status.contains("bundles.not-trusted"), status);
        assertFalse(status.contains("bundles.no-bundle"), status);
    }

    /** It ends before it needs a data source, and has told nothing until then. */
    @Test
    void aStageThatEndsEarlyTellsWhatIsWrongWithBundles() throws Exception {
        Files.createDirectories(root.resolve("var/lib/cloud/data"));
        Files.createFile(root.resolve("var/lib/cloud/data/no-net"));
        KitBundle.into(root.resolve("etc/cloud/bundles/kit.jar"), "1.0.0");
        assertEquals(List.of(), toldByNetworkStage());
        Path jar = root.resolve("etc/cloud/bundles/open.jar");
        Files.writeString(jar, "no jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
        new BundleJar(
                        "org.example.end",
                        "1.0.0",
                        List.of("org.osgi.framework"),
                        """
                        package end;
                        public final class End implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) {
                                throw new IllegalStateException("no start today");
                            }
                            public void stop(org.osgi.framework.BundleContext context) {}
                        }
                        """)
                .into(root.resolve("etc/cloud/bundles/end.jar"));
        List<String> told = toldByNetworkStage();
        assertEquals(2, told.size(), told.toString());
        assertTrue(told.getFirst().startsWith("cloud-init: "), told.getFirst());
        assertTrue(told.getFirst().contains("[bundles.not-trusted]"), told.getFirst());
        assertTrue(told.getLast().contains("no start today [bundles.not-started]"), told.getLast());
    }

    /** What the stage after the network says about bundles. */
    private List<String> toldByNetworkStage() throws Exception {
        Process process =
                new ProcessBuilder(
                                IMAGE.resolve("bin/cloud-init").toString(),
                                "--root",
                                root.toString(),
                                "init")
                        .redirectOutput(folder.resolve("output").toFile())
                        .redirectError(folder.resolve("errors").toFile())
                        .start();
        assertEquals(0, process.waitFor(), () -> output());
        return Files.readAllLines(folder.resolve("errors")).stream()
                .filter(line -> line.contains("bundle"))
                .toList();
    }

    /** The starter names the second cache, unless its path would be read as two. */
    @Test
    void theStarterNamesTheCacheBeside() throws Exception {
        assertEquals(
                "-XX:SharedArchiveFile=" + folder.resolve("a b/bin/../lib/cloud-init-beside.jsa"),
                started("a b", "init", "--local"));
        assertEquals("-m", started("a:b", "init", "--local"));
    }

    /**
     * With that cache, most of what a bundle needs is loaded out of it, wherever the image lies.
     */
    @Test
    void aMachineWithABundleLoadsWhatItNeedsOutOfTheCache() throws Exception {
        Path moved = folder.resolve("elsewhere");
        int copied =
                new ProcessBuilder("cp", "-r", IMAGE.toString(), moved.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        assertEquals(0, copied);
        KitBundle.into(root.resolve("etc/cloud/bundles/kit.jar"), "1.0.0");
        List<String> lines =
                loaded(
                        moved,
                        "-XX:SharedArchiveFile=" + moved.resolve("lib/cloud-init-beside.jsa"));
        List<String> framework =
                lines.stream().filter(l -> l.contains(" org.apache.felix.")).toList();
        long cached = framework.stream().filter(l -> l.contains("(top)")).count();
        assertTrue(framework.size() > 100, framework.toString());
        assertTrue(cached > framework.size() * 9 / 10, cached + " of " + framework.size());
    }

    /** The first option with which the starter would start the virtual machine of an image. */
    private String started(String image, String... words) throws Exception {
        Path programs = Files.createDirectories(folder.resolve(image).resolve("bin"));
        Path starter = programs.resolve("cloud-init");
        Files.copy(IMAGE.resolve("bin/cloud-init"), starter);
        Path java = programs.resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$1\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        var command = new ArrayList<>(List.of(starter.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals(0, process.waitFor());
        return said;
    }

    private List<String> loaded() throws IOException, InterruptedException {
        return loaded(IMAGE, "-Xshare:on");
    }

    /** Runs the stage; answers the log of its class loading. */
    private List<String> loaded(Path image, String cache) throws IOException, InterruptedException {
        Path log = folder.resolve("classes");
        Process process =
                new ProcessBuilder(
                                image.resolve("bin/java").toString(),
                                "-Xlog:class+load:file=" + log,
                                cache,
                                "-m",
                                "org.cloudinit.dist/org.cloudinit.dist.Main",
                                "--root",
                                root.toString(),
                                "init",
                                "--local")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        assertEquals(0, process.waitFor(), () -> output());
        return Files.readAllLines(log);
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
