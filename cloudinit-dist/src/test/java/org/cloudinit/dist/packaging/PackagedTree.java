package org.cloudinit.dist.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The file tree that the build packed, and programs run on it. */
final class PackagedTree {
    static final Path PACKAGES = Path.of("target/package").toAbsolutePath();
    static final Path ROOT = PACKAGES.resolve("tree");

    /** The rendered files: a folder a distribution. */
    static final Path DISTRIBUTIONS = ROOT.resolve("usr/share/cloud-init/distributions");

    private PackagedTree() {}

    /** Skips a test where the build was told to leave the packages out. */
    static void assumePacked() {
        assumeTrue(Files.isDirectory(ROOT), "no packages: built with -Dpackages.skip");
    }

    /** What a program said, on both its outputs, and how it ended. */
    record Run(int code, String text) {}

    static Run run(Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("run", ".txt");
        try {
            var builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().putAll(environment);
            int code = builder.redirectOutput(output.toFile()).start().waitFor();
            return new Run(code, Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    static Run run(String... words) throws IOException, InterruptedException {
        return run(Map.of(), List.of(words));
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Whether a program can be started. */
    static boolean has(String program) {
        try {
            return run("sh", "-c", "command -v " + program).code() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
