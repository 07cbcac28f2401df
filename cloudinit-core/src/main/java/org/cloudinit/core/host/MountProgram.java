package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Mounter;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mounts by mount(8), always {@code ro,nosuid,nodev,noexec}, at a folder that root alone may enter,
 * and unmounts whatever the reader does: three times politely, at last lazily.
 */
public final class MountProgram implements Mounter {
    private static final Logger LOG = LoggerFactory.getLogger(MountProgram.class);
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 100;
    private static final int PRIVATE_FOLDER = 0700;

    private final HostRoot root;
    private final ProcessRunner processes;
    private final String runFolder;

    /**
     * Mounts below the run folder.
     *
     * @param runFolder {@code /run/cloud-init}, or where the configuration moved it
     */
    public MountProgram(HostRoot root, ProcessRunner processes, String runFolder) {
        this.root = root;
        this.processes = processes;
        this.runFolder = runFolder;
    }

    @Override
    public <T> T mounted(String device, String type, MountReader<T> reader) throws IOException {
        checkType(type);
        if (!device.startsWith("/")) {
            throw new IOException("not a device: " + device);
        }
        String place = runFolder + "/mount";
        root.createDirectory(place, PRIVATE_FOLDER);
        root.changeMode(place, PRIVATE_FOLDER);
        Path folder = root.resolve(place);
        try {
            run(
                    "mounting " + device,
                    Command.of(
                            "mount",
                            "-o",
                            "ro,nosuid,nodev,noexec",
                            "-t",
                            type,
                            root.resolve(device).toString(),
                            folder.toString()));
            try {
                return reader.read(new FolderFiles(folder));
            } finally {
                unmount(device, folder);
            }
        } finally {
            removeEmpty(folder);
        }
    }

    private static void checkType(String type) throws IOException {
        boolean plain = !type.isEmpty() && type.charAt(0) != '-';
        for (int i = 0; plain && i < type.length(); i++) {
            char c = type.charAt(i);
            plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "_.-".indexOf(c) >= 0;
        }
        if (!plain) {
            throw new IOException("not a file system type: " + type);
        }
    }

    private void unmount(String device, Path folder) {
        for (int i = 0; i < TRIES; i++) {
            if (tried("umount", folder.toString())) {
                return;
            }
            pause();
        }
        LOG.warn("{} is busy: unmounting it as soon as nothing uses it", device);
        if (!tried("umount", "-l", folder.toString())) {
            LOG.error("{} stays mounted at {}", device, folder);
        }
    }

    private boolean tried(String... words) {
        try {
            run("unmounting", Command.of(words));
            return true;
        } catch (IOException e) {
            LOG.debug("{}", e.getMessage());
            return false;
        }
    }

    private void run(String act, Command command) throws IOException {
        Result result = processes.run(command);
        if (!result.success()) {
            throw new IOException(
                    act
                            + ": "
                            + command.words().getFirst()
                            + " ended with "
                            + result.exitCode()
                            + ": "
                            + new String(result.error(), StandardCharsets.UTF_8).strip());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Never with its content: where unmounting failed, that content is the drive. */
    private static void removeEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debug("left {}: {}", folder, e.getMessage());
        }
    }
}
