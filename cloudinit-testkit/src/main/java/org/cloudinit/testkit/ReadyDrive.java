package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes images of drives by the real tools, from a folder. */
public final class ReadyDrive {
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin");

    private ReadyDrive() {}

    /** Whether ISO images can be made here. */
    public static boolean canMakeIso() {
        return program("genisoimage") != null;
    }

    /** Whether FAT images can be made here. */
    public static boolean canMakeFat() {
        return program("mkfs.vfat") != null && program("mcopy") != null;
    }

    private static @Nullable String program(String name) {
        for (String folder : FOLDERS) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return folder + "/" + name;
            }
        }
        return null;
    }

    /** Makes an ISO 9660 image with Rock Ridge and Joliet, as clouds make them. */
    public static Path iso(Path folder, Path image, String label) throws IOException {
        return iso(folder, image, label, "-R", "-J");
    }

    /** Makes an ISO 9660 image with these options. */
    public static Path iso(Path folder, Path image, String label, String... options)
            throws IOException {
        var words = new ArrayList<String>(List.of("genisoimage", "-quiet", "-V", label));
        words.addAll(List.of(options));
        words.addAll(List.of("-o", image.toString(), folder.toString()));
        run(words);
        return image;
    }

    /**
     * Makes a FAT image.
     *
     * @param bits 12, 16 or 32
     * @param megabytes size of the image; FAT32 wants at least 33
     */
    public static Path fat(Path folder, Path image, String label, int bits, int megabytes)
            throws IOException {
        Files.deleteIfExists(image);
        run(
                List.of(
                        "mkfs.vfat",
                        "-F",
                        Integer.toString(bits),
                        "-n",
                        label,
                        "-C",
                        image.toString(),
                        Integer.toString(megabytes * 1024)));
        var words = new ArrayList<String>(List.of("mcopy", "-s", "-i", image.toString()));
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(entry -> words.add(entry.toString()));
        }
        words.add("::");
        run(words);
        return image;
    }

    private static void run(List<String> words) throws IOException {
        var builder = new ProcessBuilder(new ArrayList<>(words));
        String path = program(words.getFirst());
        if (path == null) {
            throw new IOException("not installed: " + words.getFirst());
        }
        builder.command().set(0, path);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String output =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(words.getFirst() + " failed: " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + words.getFirst() + " ran", e);
        }
    }
}
