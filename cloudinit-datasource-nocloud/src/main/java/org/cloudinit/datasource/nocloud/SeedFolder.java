package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.media.MediaException;
import org.cloudinit.media.Node;
import org.cloudinit.media.Volume;
import org.jspecify.annotations.Nullable;

/** A place with the files of a seed. */
sealed interface SeedFolder {
    /** Where a file lies, for origins and messages. */
    String locate(String name);

    /**
     * Reads a file.
     *
     * @param limit most bytes that are accepted
     * @return its bytes, or null if there is no regular file
     * @throws IOException if it cannot be read, is larger, or a link leads out of the drive
     */
    byte @Nullable [] read(String name, int limit) throws IOException;

    /**
     * A folder of the machine. Links in it lead where they lead on the machine: who can put them
     * there is root.
     *
     * @param prefix what stands before the names: the folder's path with a slash
     * @param suffix what stands behind them
     */
    record HostFolder(HostFiles files, String prefix, String suffix) implements SeedFolder {
        /** The folder under a path. */
        static HostFolder at(HostFiles files, String path) {
            return new HostFolder(files, path + "/", "");
        }

        @Override
        public String locate(String name) {
            return prefix + name + suffix;
        }

        @Override
        public byte @Nullable [] read(String name, int limit) throws IOException {
            String path = locate(name);
            return files.exists(path) && !files.isDirectory(path) ? files.read(path, limit) : null;
        }
    }

    /**
     * A file system that is read in place, without the kernel.
     *
     * @param source path of the device or image
     */
    record VolumeFolder(Volume volume, String source) implements SeedFolder {
        @Override
        public String locate(String name) {
            return source + ":/" + name;
        }

        @Override
        public byte @Nullable [] read(String name, int limit) throws IOException {
            try {
                Node node = volume.find(name).orElse(null);
                return node instanceof Node.File file ? volume.read(file, limit) : null;
            } catch (MediaException e) {
                throw new IOException(e.problem(), e);
            }
        }
    }
}
