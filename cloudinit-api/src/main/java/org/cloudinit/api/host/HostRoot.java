package org.cloudinit.api.host;

import java.io.IOException;

/**
 * The one place where files are written. Every write is whole or absent after a power loss: a
 * sibling temporary file, synced, renamed, and its folder synced. Missing parent folders are made
 * with mode 0755.
 */
public interface HostRoot extends HostFiles {
    /** Writes a file atomically, with its mode and owner. */
    void write(RenderedFile file) throws IOException;

    /** Appends to a file, making it with the mode if it is not there. Not atomic: for logs. */
    void append(String path, byte[] bytes, int mode) throws IOException;

    /** Makes a folder and its parents; the mode is for the last one, if it is made. */
    void createDirectory(String path, int mode) throws IOException;

    /** Makes or replaces a symbolic link in one step. */
    void link(String path, String target) throws IOException;

    /** Removes a file, a link or a folder with all in it; nothing there is no error. */
    void delete(String path) throws IOException;

    /** Sets permission bits. */
    void changeMode(String path, int mode) throws IOException;

    /** Sets owner and group by name or number; null leaves one alone. */
    void changeOwner(String path, Owner owner) throws IOException;
}
