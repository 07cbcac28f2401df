package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of a drive for tests. */
final class SmallSeed {
    private SmallSeed() {}

    /** A folder with the files of a small seed. */
    static Path in(Path folder, String id) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("meta-data"), "instance-id: " + id + "\n");
        Files.writeString(folder.resolve("user-data"), "#!/bin/sh\n");
        return folder;
    }
}
