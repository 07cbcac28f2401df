package org.cloudinit.net.property;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that reads the files of a network service: installed, or unpacked by {@code
 * scripts/network-tools} into the folder that {@code -Dnetwork.tools} names.
 *
 * @param file where it is
 */
record Program(Path file) {
    private static final String TOOLS = System.getProperty("network.tools", "");

    /** The first of the given paths that is there; skips the test with a word where none is. */
    static Program of(String... paths) {
        var roots = new ArrayList<>(List.of(""));
        if (!TOOLS.isEmpty()) {
            roots.add(TOOLS);
        }
        for (String root : roots) {
            for (String path : paths) {
                Path file = Path.of(root + path);
                if (Files.isExecutable(file)) {
                    return new Program(file);
                }
            }
        }
        return Assumptions.abort(
                "skipped: no " + paths[0] + " (scripts/network-tools, -Dnetwork.tools=DIR)");
    }

    /** What a run printed, both streams in one, and its exit code. */
    record Result(int code, String output) {}

    /** Runs it to its end. */
    Result run(Path input, String... words) throws IOException, InterruptedException {
        Process process = start(input, List.of(), words);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(file + " does not end");
        }
        return new Result(process.exitValue(), output);
    }

    /** Starts it, behind the words of another command if there are any. */
    Process start(Path input, List<String> before, String... words) throws IOException {
        var command = new ArrayList<>(before);
        command.add(file.toString());
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(input == null ? new File("/dev/null") : input.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        if (!TOOLS.isEmpty()) {
            builder.environment().put("LD_LIBRARY_PATH", libraries());
        }
        return builder.start();
    }

    private static String libraries() {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        String folder = TOOLS + "/usr/lib/" + machine + "-linux-gnu";
        return folder
                + ":"
                + TOOLS
                + folder.substring(TOOLS.length() + 4)
                + ":"
                + folder
                + "/systemd";
    }
}
