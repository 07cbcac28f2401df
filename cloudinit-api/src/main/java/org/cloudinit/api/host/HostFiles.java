package org.cloudinit.api.host;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Read access to the machine's files under a root folder. Paths are absolute paths of the machine;
 * symbolic links are followed within the root folder, as the machine itself would follow them.
 */
public interface HostFiles {
    /** Size limit of {@link #read(String)} in bytes: far above any configuration file. */
    int DEFAULT_LIMIT = 64 << 20;

    /**
     * Reads a whole file.
     *
     * @param limit most bytes that are read; a larger file is an error
     * @throws java.nio.file.NoSuchFileException if it is not there
     * @throws IOException if it cannot be read or is larger
     */
    byte[] read(String path, int limit) throws IOException;

    /** Reads a whole file of at most {@value #DEFAULT_LIMIT} bytes. */
    default byte[] read(String path) throws IOException {
        return read(path, DEFAULT_LIMIT);
    }

    /** Reads a whole file, or returns null if it, or a folder on the way, is not there. */
    byte @Nullable [] readIfPresent(String path) throws IOException;

    /** Whether something is there; a link that points nowhere is not. */
    boolean exists(String path);

    /** Whether a folder is there. */
    boolean isDirectory(String path);

    /** Whether a regular file is there that someone may execute. */
    boolean isExecutable(String path);

    /** Names in a folder, sorted by code point; empty if there is no such folder. */
    List<String> list(String directory) throws IOException;

    /** Where a symbolic link points, as written; null if there is none. */
    @Nullable String readLink(String path) throws IOException;

    /** Kind, mode, size of what is there, not following a last link; null if nothing is. */
    @Nullable FileFacts facts(String path) throws IOException;

    /** Opens a file or block device for positioned reading. */
    SeekableByteChannel open(String path) throws IOException;

    /**
     * The path in this program's own file system, links followed: for programs that are started.
     *
     * @throws IOException if the links on the way turn in a circle
     */
    Path resolve(String path) throws IOException;
}
