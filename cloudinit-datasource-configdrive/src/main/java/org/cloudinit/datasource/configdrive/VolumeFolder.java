package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.media.MediaException;
import org.cloudinit.media.Node;
import org.cloudinit.media.Volume;
import org.jspecify.annotations.Nullable;

/**
 * A file system that is read in place, without the kernel.
 *
 * @param volume the file system
 * @param source see {@link DriveFolder#source()}
 */
record VolumeFolder(Volume volume, String source) implements DriveFolder {
    @Override
    public String locate(String path) {
        return source + ":/" + path;
    }

    @Override
    public byte @Nullable [] read(String path, int limit) throws IOException {
        try {
            Node node = volume.find(path).orElse(null);
            return node instanceof Node.File file ? volume.read(file, limit) : null;
        } catch (MediaException e) {
            throw new IOException(DriveParts.reason(e), e);
        }
    }

    @Override
    public List<String> names(String path) throws IOException {
        try {
            Node node = volume.find(path).orElse(null);
            if (!(node instanceof Node.Directory directory)) {
                return List.of();
            }
            var names = new ArrayList<String>();
            for (Node entry : volume.list(directory)) {
                names.add(entry.name());
            }
            return names;
        } catch (MediaException e) {
            throw new IOException(DriveParts.reason(e), e);
        }
    }
}
