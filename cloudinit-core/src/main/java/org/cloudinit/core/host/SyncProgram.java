package org.cloudinit.core.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;

/**
 * {@code sync -f}, of coreutils or busybox: asks for the sync of one file system, for which the
 * platform has no call. It changes nothing but the disk's state and so runs under any root folder,
 * as this system's own program, where a machine's programs would only be noted.
 */
final class SyncProgram {
    /** A slow disk may have a lot to write that is not ours. */
    private static final long LIMIT_MILLIS = 600_000;

    private SyncProgram() {}

    /**
     * Syncs the file system of a folder.
     *
     * @throws IOException if the program is not there, or fails
     */
    static void run(Path folder) throws IOException {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Result result =
                new LocalProcesses(Console.of(nowhere, nowhere))
                        .run(
                                new Command(
                                        List.of("sync", "-f", folder.toString()),
                                        Map.of(),
                                        new byte[0],
                                        LIMIT_MILLIS,
                                        Output.CAPTURED));
        if (!result.success()) {
            throw new IOException("sync -f ended with " + result.exitCode());
        }
    }
}
