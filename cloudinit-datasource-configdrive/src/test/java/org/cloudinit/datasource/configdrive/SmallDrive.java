package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of a drive for tests. */
final class SmallDrive {
    private SmallDrive() {}

    /** A folder with the files of a small config drive. */
    static Path in(Path folder, String uuid) throws IOException {
        Path latest = Files.createDirectories(folder.resolve("openstack/latest"));
        Files.writeString(
                latest.resolve("meta_data.json"),
                "{\"uuid\": \"" + uuid + "\", \"hostname\": \"node-1\"}");
        Files.writeString(latest.resolve("user_data"), "#!/bin/sh\n");
        return folder;
    }
}
