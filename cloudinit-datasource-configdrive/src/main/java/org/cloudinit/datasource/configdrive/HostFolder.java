package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the machine, or a mounted drive.
 *
 * @param files where paths are looked up
 * @param base absolute path of the folder there; empty for the root
 * @param source see {@link DriveFolder#source()}
 */
record HostFolder(HostFiles files, String base, String source) implements DriveFolder {
    @Override
    public String locate(String path) {
        return source + (base.isEmpty() ? ":/" : "/") + path;
    }

    @Override
    public byte @Nullable [] read(String path, int limit) throws IOException {
        String absolute = base + "/" + path;
        if (!files.exists(absolute) || files.isDirectory(absolute)) {
            return null;
        }
        return files.read(absolute, limit);
    }

    @Override
    public List<String> names(String path) throws IOException {
        return files.list(base + "/" + path);
    }
}
