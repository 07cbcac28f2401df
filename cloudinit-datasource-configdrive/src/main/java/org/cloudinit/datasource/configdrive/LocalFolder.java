package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this program's own file system that was named on the command line.
 *
 * @param base the folder, without links
 * @param source see {@link DriveFolder#source()}
 */
record LocalFolder(Path base, String source) implements DriveFolder {
    /**
     * The folder under a path.
     *
     * @throws IOException if it is not there
     */
    static LocalFolder of(Path folder) throws IOException {
        return new LocalFolder(folder.toRealPath(), folder.toString());
    }

    @Override
    public String locate(String path) {
        return source + "/" + path;
    }

    @Override
    public byte @Nullable [] read(String path, int limit) throws IOException {
        Path file = base.resolve(path);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        // A drive is often unpacked from an untrusted image: its links must not reach the host.
        if (!file.toRealPath().startsWith(base)) {
            throw new IOException("a link leads out of the folder");
        }
        long size = Files.size(file);
        if (size > limit) {
            throw new IOException("it has " + size + " bytes, " + limit + " are accepted");
        }
        return Files.readAllBytes(file);
    }

    @Override
    public List<String> names(String path) throws IOException {
        Path folder = base.resolve(path);
        var names = new ArrayList<String>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    names.add(entry.getFileName().toString());
                }
            }
        }
        return names;
    }
}
