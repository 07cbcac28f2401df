package org.cloudinit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Something that takes any bytes and throws only where it found a defect. The seeds of a module's
 * targets are the files of {@code src/test/fuzz}, one input each; an input that once was a defect
 * stays among them.
 *
 * <p>Coverage-guided runs are Jazzer's, in a process of their own, for it changes the classes that
 * it watches.
 *
 * @param type a class with the method {@code public static void fuzzerTestOneInput(byte[])}, which
 *     is how Jazzer finds it
 * @param method that method
 */
public record FuzzTarget(Class<?> type, Consumer<byte[]> method) {
    private static final Path SEEDS = Path.of("src/test/fuzz");
    private static final Path WORK = Path.of("target/fuzz");
    private static final Path TEST_CLASSES = Path.of("target/test-classes");

    public FuzzTarget {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(method, "method");
    }

    /** Its name: that of the class. */
    public String name() {
        return type.getSimpleName();
    }

    /** Where long searches keep what they found. */
    public Path found() {
        return WORK.resolve(name()).resolve("corpus");
    }

    /**
     * Gives it every seed and beginnings of each, as text is cut off when power or space ends.
     *
     * @return the number of seeds
     */
    public int replay() {
        List<Path> seeds = seeds();
        for (Path seed : seeds) {
            byte[] whole = read(seed);
            for (int length = whole.length; length >= 0; length -= 1 + whole.length / 64) {
                byte[] cut = Arrays.copyOf(whole, length);
                try {
                    method.accept(cut);
                } catch (RuntimeException | StackOverflowError defect) {
                    throw new AssertionError(seed + ", its first " + length + " bytes", defect);
                }
            }
        }
        return seeds.size();
    }

    /**
     * Searches for defects from the seeds on, led by the coverage that an input adds. An input that
     * is a defect is left in {@code target/fuzz/NAME} as {@code crash-…} or {@code timeout-…}.
     *
     * @param found folder for inputs that added coverage; they are seeds of the next search
     * @param time how long, apart from the start of the process
     * @throws AssertionError with the end of Jazzer's report if there is a defect
     */
    public void explore(Path found, Duration time) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(WORK.resolve(name()));
        Files.createDirectories(found);
        Path report = folder.resolve("report.txt");
        Process process =
                new ProcessBuilder(command(folder, found, time))
                        .redirectErrorStream(true)
                        .redirectOutput(report.toFile())
                        .start();
        if (!process.waitFor(time.toSeconds() + 120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(name() + " did not end: see " + report.toAbsolutePath());
        }
        String text = Files.readString(report);
        assertEquals(
                0, process.exitValue(), () -> text.substring(Math.max(0, text.length() - 6000)));
        // Jazzer's last word: without it nothing was tried, whatever the exit code says.
        int done = text.lastIndexOf("Done ");
        assertTrue(done >= 0, text);
        System.out.println(name() + ": " + text.substring(done).strip());
    }

    private List<String> command(Path folder, Path found, Duration time) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        // Jazzer loads its agent and its native part when it begins.
        command.add("-XX:+EnableDynamicAgentLoading");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", classPath(), "com.code_intelligence.jazzer.Jazzer"));
        command.add("--target_class=" + type.getName());
        command.add(
                "--instrumentation_includes="
                        + "org.cloudinit.**:org.yaml.snakeyaml.**:com.fasterxml.jackson.core.**");
        command.add("--reproducer_path=" + folder);
        command.add("-artifact_prefix=" + folder + "/");
        command.add("-max_total_time=" + time.toSeconds());
        // No reader needs a second; a busy machine takes many for it.
        command.addAll(List.of("-timeout=60", "-max_len=8192", "-seed=1", "-print_final_stats=1"));
        // What is found goes to the first folder, the others are only read.
        command.add(found.toString());
        command.add(SEEDS.toString());
        return command;
    }

    /** All that this process has, as one class path: Jazzer knows no modules. */
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                TEST_CLASSES.toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }

    private static List<Path> seeds() {
        try (Stream<Path> files = Files.list(SEEDS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path seed) {
        try {
            return Files.readAllBytes(seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
