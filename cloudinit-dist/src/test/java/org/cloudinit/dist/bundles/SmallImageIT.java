package org.cloudinit.dist.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.cloudinit.dist.hosts.SampleMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image that is linked without {@code cloudinit-modules} and {@code cloudinit-schema}, as
 * {@code -Dimage.without} does.
 */
class SmallImageIT {
    private static final Path SOURCES = Path.of("src/main").toAbsolutePath();
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @TempDir Path folder;

    @Test
    void itDoesWhatTheWholeOneDoesButForThoseModules() throws Exception {
        Path small = folder.resolve("image");
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        run(
                java,
                SOURCES.resolve("build/BuildImage.java").toString(),
                SOURCES.resolve("image").toString(),
                Path.of("src/sample").toAbsolutePath().toString(),
                TARGET.resolve("modules").toString(),
                launcher().toString(),
                small.toString(),
                folder.resolve("work").toString(),
                "train",
                "org.cloudinit.modules,org.cloudinit.schema");
        String modules = run(small.resolve("bin/java").toString(), "--list-modules");
        assertFalse(modules.contains("org.cloudinit.modules"), modules);
        assertFalse(modules.contains("schema"), modules);
        String little = stage(small, "little");
        assertEquals(stage(TARGET.resolve("image"), "whole"), little);
        assertTrue(little.contains("bond0.101:"), little);
    }

    private Path launcher() throws Exception {
        try (var files = Files.list(TARGET)) {
            return files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
        }
    }

    /** Host name and network that the stage leaves on the sample machine. */
    private String stage(Path image, String name) throws Exception {
        Path root = SampleMachine.copy(folder.resolve(name));
        run(
                image.resolve("bin/cloud-init").toString(),
                "--root",
                root.toString(),
                "--config-drive",
                Path.of("src/sample/config-drive.iso").toAbsolutePath().toString(),
                "init",
                "--local");
        return Files.readString(root.resolve("etc/hostname"))
                + Files.readString(root.resolve("etc/netplan/50-cloud-init.yaml"));
    }

    private String run(String... words) throws Exception {
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES));
        String text = Files.readString(output);
        assertEquals(0, process.exitValue(), text);
        return text;
    }
}
