package org.cloudinit.dist.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.core.identify.FileSystemLabel;
import org.cloudinit.media.BlockSource;
import org.cloudinit.media.MediaException;
import org.cloudinit.media.Probe;
import org.jspecify.annotations.Nullable;

/**
 * The labels of all file systems on a machine's block devices. Superblocks are read here: a
 * generator runs before udev does, so links by label are not there yet.
 */
final class DeviceLabels {
    private static final String BLOCK = "/sys/class/block";

    private final List<FileSystemLabel> labels = new ArrayList<>();

    private DeviceLabels() {}

    /**
     * Reads them. A device that cannot be read has none.
     *
     * @param image path, in this program's own file system, of an image that stands for a drive
     */
    static List<FileSystemLabel> of(HostFiles files, @Nullable String image) {
        var labels = new DeviceLabels();
        for (String name : names(files)) {
            // Opening a floppy drive waits for its motor; memory disks have no labels yet.
            if (!name.startsWith("fd") && !name.startsWith("ram")) {
                String device = "/dev/" + name.replace('!', '/');
                try {
                    labels.look(device, files.resolve(device));
                } catch (IOException _) {
                    // Links that turn in a circle lead to no device.
                }
            }
        }
        labels.image(image);
        return labels.labels;
    }

    private static List<String> names(HostFiles files) {
        try {
            return files.list(BLOCK);
        } catch (IOException _) {
            return List.of();
        }
    }

    private void image(@Nullable String image) {
        try {
            if (image != null && Files.isRegularFile(Path.of(image))) {
                look(image, Path.of(image));
            }
        } catch (InvalidPathException _) {
            // A name that no file can have.
        }
    }

    private void look(String device, Path path) {
        try (BlockSource source = BlockSource.open(path)) {
            switch (Probe.of(source)) {
                case Probe.Supported found -> {
                    labels.add(new FileSystemLabel(device, found.label(), found.uuid()));
                    if (!found.bootLabel().isEmpty()) {
                        labels.add(new FileSystemLabel(device, found.bootLabel(), found.uuid()));
                    }
                }
                case Probe.Other found ->
                        labels.add(new FileSystemLabel(device, found.label(), found.uuid()));
                case Probe.Unknown _ -> {}
            }
        } catch (MediaException _) {
            // No medium in it, or damaged: the stage says more when it reads it.
        }
    }
}
