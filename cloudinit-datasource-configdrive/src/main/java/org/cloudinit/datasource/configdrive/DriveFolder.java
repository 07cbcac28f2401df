package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder that may hold a config drive's files. Paths are relative to it, with slashes. */
sealed interface DriveFolder permits HostFolder, LocalFolder, VolumeFolder {
    /** The folder or device, as the instance's description shows it: {@code /dev/sr0}. */
    String source();

    /** Where a file lies, for origins and messages. */
    String locate(String path);

    /**
     * Reads a file.
     *
     * @param limit most bytes that are accepted
     * @return its bytes, or null if there is no regular file
     * @throws IOException if it cannot be read or is larger
     */
    byte @Nullable [] read(String path, int limit) throws IOException;

    /**
     * Names in a folder; empty if there is no such folder.
     *
     * @throws IOException if it cannot be read
     */
    List<String> names(String path) throws IOException;
}
