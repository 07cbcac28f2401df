package org.cloudinit.dist.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
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

    /** Runs the stage; answers the log of its class loading. */
    private List<String> loaded() throws IOException, InterruptedException {
        Path log = folder.resolve("classes");
        Process process =
                new ProcessBuilder(
                                IMAGE.resolve("bin/java").toString(),
                                "-Xlog:class+load:file=" + log,
                                "-XX:AOTCache=" + IMAGE.resolve("lib/cloud-init.aot"),
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
