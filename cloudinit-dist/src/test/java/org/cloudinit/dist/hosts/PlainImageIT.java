package org.cloudinit.dist.hosts;

import java.nio.file.Path;
import java.util.List;

/** The stage in the run-time image as it is. */
class PlainImageIT extends StageSuite {
    private static final Path STARTER = Path.of("target/image/bin/cloud-init").toAbsolutePath();

    @Override
    int boot(Path root) throws Exception {
        return new ProcessBuilder(command(root)).inheritIO().start().waitFor();
    }

    static List<String> command(Path root) {
        return List.of(STARTER.toString(), "--root", root.toString(), "init", "--local");
    }
}
