package org.cloudinit.testkit;

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
 * Images of drives, made by the programs that clouds make them with; a test without its program is
 * skipped. An image lies beside the folder that it is made of.
 */
public final class DriveImages {
    private DriveImages() {}

    /** ISO 9660 with Rock Ridge and Joliet, as clouds make it. */
    public static Path iso(Path folder, String label) {
        Path image = folder.resolveSibling(folder.getFileName() + ".iso");
        run("genisoimage", "-quiet", "-R", "-J", "-V", label, "-o", "" + image, "" + folder);
        return image;
    }

    /** ISO 9660 with the given extensions, by the given program. */
    public static Path iso(Path folder, String program, String... extensions) {
        Path image = folder.resolveSibling("of-" + program + String.join("", extensions) + ".iso");
        List<String> words = new ArrayList<>();
        if (program.equals("xorriso")) {
            words.addAll(List.of("-as", "mkisofs"));
        }
        words.add("-quiet");
        words.addAll(List.of(extensions));
        words.addAll(List.of("-V", "config-2", "-o", "" + image, "" + folder));
        run(program, words.toArray(new String[0]));
        return image;
    }

    /** FAT on the whole disk. */
    public static Path vfat(Path folder, String label) throws IOException {
        return vfat(folder, label, "12345678");
    }

    /** FAT with a serial number, which is its UUID, of eight digits. */
    public static Path vfat(Path folder, String label, String serial) throws IOException {
        Path image = empty(folder.resolveSibling(folder.getFileName() + ".vfat"), 8);
        run("mkfs.vfat", "-n", label, "-i", serial, "" + image);
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                run("mcopy", "-s", "-i", "" + image, "" + entry, "::");
            }
        }
        return image;
    }

    /** A file system that is only recognised. */
    public static Path ext4(Path folder, String label) throws IOException {
        Path image = empty(folder.resolveSibling(folder.getFileName() + ".ext4"), 8);
        run("mkfs.ext4", "-q", "-F", "-L", label, "-d", "" + folder, "" + image);
        return image;
    }

    /** A disk with an MBR and the image in its first partition. */
    public static Path partitioned(Path image) throws IOException {
        Path disk = empty(image.resolveSibling(image.getFileName() + ".disk"), 16);
        byte[] bytes = Files.readAllBytes(disk);
        byte[] content = Files.readAllBytes(image);
        int start = 1 << 20;
        System.arraycopy(content, 0, bytes, start, content.length);
        int entry = 446;
        bytes[entry + 4] = 0x0c;
        little(bytes, entry + 8, start / 512);
        little(bytes, entry + 12, content.length / 512);
        bytes[510] = 0x55;
        bytes[511] = (byte) 0xaa;
        return Files.write(disk, bytes);
    }

    private static void little(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    /** So many MiB of zeros. */
    public static Path empty(Path file, int mebibytes) throws IOException {
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
