package org.cloudinit.core.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The single steps of which changes to the file system are made, each about one system call. Paths
 * are paths of this program's own file system, with every link on the way already followed.
 *
 * <p>The order of the steps is what makes a write safe; the order is {@link FolderRoot}'s. Tests
 * put an implementation here that fails, or stops the world, at a chosen step.
 */
public interface FileSteps {
    /** Makes a file that is not there yet, which nobody but its owner may read. */
    FileChannel create(Path file) throws IOException;

    /** Opens an existing file for appending. */
    FileChannel append(Path file) throws IOException;

    /** The same for many small pieces, of which each is written at once. */
    OutputStream stream(Path file) throws IOException;

    /** Opens an existing file or device for writing from its beginning. */
    FileChannel overwrite(Path file) throws IOException;

    /** Writes all bytes of a buffer. */
    void write(FileChannel channel, ByteBuffer bytes) throws IOException;

    /** Waits until the file's bytes are on the disk. */
    void sync(FileChannel channel, Path file) throws IOException;

    /** Waits until the bytes of a file that is not open are on the disk. */
    void sync(Path file) throws IOException;

    /**
     * Waits until all that the file system of a folder was given is on the disk.
     *
     * @throws IOException if that fails, or there is no means for it here
     */
    void syncFileSystem(Path folder) throws IOException;

    /** Waits until the folder's entries are on the disk. */
    void syncFolder(Path folder) throws IOException;

    /** Sets all permission bits, the special ones too. */
    void mode(Path file, int mode) throws IOException;

    /** Sets owner and group by number; -1 leaves one alone. */
    void owner(Path file, int user, int group) throws IOException;

    /** Puts a file or link in the place of another in one step. */
    void rename(Path from, Path to) throws IOException;

    /** Makes a symbolic link where nothing is yet. */
    void symlink(Path link, String target) throws IOException;

    /** Makes a folder with permission bits, of which the process's umask may take some away. */
    void makeFolder(Path folder, int mode) throws IOException;

    /** Removes a file, a link or an empty folder. */
    void remove(Path path) throws IOException;
}
