package org.cloudinit.bundles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What one process of a machine has for itself: to be its agent, or a folder to work in. It is a
 * lock of the kernel's, which goes with the process that holds it: of several that start at once,
 * or find what a killed one left, one has it.
 */
public final class ProcessClaim implements AutoCloseable {
    private final Path place;
    private final FileChannel locked;

    private ProcessClaim(Path place, FileChannel locked) {
        this.place = place;
        this.locked = locked;
    }

    /** The claim to be the agent of a machine, or null where another process has it. */
    public static @Nullable ProcessClaim asAgent(Path root) throws IOException {
        return on(AgentSocket.folder(root));
    }

    /** The claim on a folder, or where others work in it, on one beside it. */
    static ProcessClaim near(Path folder) throws IOException {
        int number = 1;
        ProcessClaim claim = on(Files.createDirectories(folder));
        while (claim == null) {
            number++;
            Path next = folder.resolveSibling(folder.getFileName() + "-" + number);
            claim = on(Files.createDirectories(next));
        }
        return claim;
    }

    private static @Nullable ProcessClaim on(Path place) throws IOException {
        Path file = place.resolveSibling(place.getFileName() + ".lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isOurs = false;
        try {
            isOurs = channel.tryLock() != null;
        } catch (OverlappingFileLockException thisProcess) {
            // Another one in this process has it: it is no less taken.
        } finally {
            if (!isOurs) {
                channel.close();
            }
        }
        return isOurs ? new ProcessClaim(place, channel) : null;
    }

    /** The folder that is claimed. */
    Path place() {
        return place;
    }

    @Override
    public void close() throws IOException {
        locked.close();
    }
}
