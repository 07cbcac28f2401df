package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Images made by the programs that clouds make them with; a test without its program is skipped.
 */
final class Images {
    private Images() {}

    /** A folder with the files of a small seed. */
    static Path seed(Path folder, String id) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("meta-data"), "instance-id: " + id + "\n");
        Files.writeString(folder.resolve("user-data"), "#!/bin/sh\n");
        return folder;
    }

    /** ISO 9660 with Rock Ridge and Joliet, as most programs make it. */
    static Path iso(Path folder, String label) {
        Path image = folder.resolveSibling(folder.getFileName() + ".iso");
        run("genisoimage", "-quiet", "-R", "-J", "-V", label, "-o", "" + image, "" + folder);
        return image;
    }

    /** FAT on the whole disk. */
    static Path vfat(Path folder, String label) throws IOException {
        Path image = empty(folder.resolveSibling(folder.getFileName() + ".vfat"), 8);
        run("mkfs.vfat", "-n", label, "" + image);
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                run("mcopy", "-s", "-i", "" + image, "" + entry, "::");
            }
        }
        return image;
    }

    /** A file system that is only recognised. */
    static Path ext4(Path folder, String label) throws IOException {
        Path image = empty(folder.resolveSibling(folder.getFileName() + ".ext4"), 8);
        run("mkfs.ext4", "-q", "-F", "-L", label, "-d", "" + folder, "" + image);
        return image;
    }

    /** So many MiB of zeros. */
    static Path empty(Path file, int mebibytes) throws IOException {
        return Files.write(file, new byte[mebibytes << 20]);
    }

    private static void run(String program, String... arguments) {
        Assumptions.assumeTrue(isInstalled(program), program + " is not installed");
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addFirst(program);
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment()
                    .merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
            Process process = builder.start();
            String output;
            try (InputStream stream = process.getInputStream()) {
                output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            Assertions.assertTrue(process.waitFor(60, TimeUnit.SECONDS), program + " hangs");
            Assertions.assertEquals(0, process.exitValue(), program + ": " + output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(program, e);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
