package org.cloudinit.api.host;

import java.io.IOException;

/** Mounts a device read-only while something reads it. */
public interface Mounter {
    /**
     * Mounts the device {@code ro,nosuid,nodev,noexec} at a private place, lets the reader work on
     * the folder, and always unmounts.
     *
     * @param device path of a block device of the machine
     * @param type file system type
     * @param reader gets the folder's path in this program's file system
     * @throws IOException if it cannot be mounted, or from the reader
     */
    <T> T mounted(String device, String type, MountReader<T> reader) throws IOException;

    /** Reads a mounted folder. */
    @FunctionalInterface
    interface MountReader<T> {
        T read(HostFiles folder) throws IOException;
    }
}
