package org.cloudinit.dist.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** The sample machine of this repository, as a folder of a test's own. */
public final class SampleMachine {
    private static final Path SAMPLE = Path.of("src/sample/root").toAbsolutePath();

    private SampleMachine() {}

    /** Copies it; no one but its owner may write to its folders, whatever the umask. */
    public static Path copy(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(SAMPLE)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = root.resolve(SAMPLE.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    folder(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return root;
    }

    /** Makes a folder of it, with those above. */
    public static Path folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            if (!Files.isDirectory(folder.getParent())) {
                folder(folder.getParent());
            }
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }

    /** Writes a file of it. */
    public static Path write(Path root, String path, String text) throws IOException {
        Path file = root.resolve(path);
        folder(file.getParent());
        return Files.writeString(file, text);
    }
}
