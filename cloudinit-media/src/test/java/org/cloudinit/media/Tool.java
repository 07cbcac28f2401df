package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of the machine. A test that needs an absent one reports itself skipped. */
final class Tool {

    private final Path path;

    private Tool(Path path) {
        this.path = path;
    }

    /** The program, looked up in PATH and in the folders of system programs. */
    static Tool named(String name) {
        List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(":")));
        folders.addAll(List.of("/usr/sbin", "/sbin"));
        for (String folder : folders) {
            Path candidate = Path.of(folder, name);
            if (Files.isExecutable(candidate)) {
                return new Tool(candidate);
            }
        }
        return Assumptions.abort("skipped: " + name + " is not installed");
    }

    static Tool at(Path path) {
        return new Tool(path);
    }

    /** Runs the program, which must succeed, in UTF-8; returns what it printed. */
    String run(Object... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    String runWithInput(String input, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path typed = Files.createTempFile("input", ".txt");
        Path printed = Files.createTempFile("output", ".txt");
        try {
            Files.writeString(typed, input);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectInput(typed.toFile()).redirectOutput(printed.toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().put("MTOOLS_SKIP_CHECK", "1");
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within a minute");
            }
            String output = Files.readString(printed, StandardCharsets.UTF_8);
            assertEquals(0, process.exitValue(), command + " printed: " + output);
            return output;
        } finally {
            Files.delete(typed);
            Files.delete(printed);
        }
    }
}
