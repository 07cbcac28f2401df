package org.cloudinit.dist.userdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.UsageException;

/** Files that a command reads: those that the user names, and the machine's. */
public final class InputFile {
    private InputFile() {}

    /**
     * Reads a file.
     *
     * @param named whether the user named it; else it is a path of the machine
     * @throws IOException with a message for the user
     */
    public static byte[] read(String path, boolean named, Call call)
            throws IOException, UsageException {
        try {
            return named ? Files.readAllBytes(Path.of(path)) : call.machine().root().read(path);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new IOException("there is no file " + path, e);
        }
    }
}
