package org.cloudinit.core.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a renderer made. Each file is whole or as it was before. A file that the disk does
 * not take is written where the same service looks for files of this boot alone, so that the
 * machine can be reached; the next boot tries the disk again.
 */
final class RenderingWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RenderingWriter.class);

    /** Folders of services that read a second one, in memory, beside that of the disk. */
    private static final Map<String, String> OF_THE_BOOT =
            Map.of(
                    "/etc/netplan/", "/run/netplan/",
                    "/etc/systemd/network/", "/run/systemd/network/",
                    "/etc/NetworkManager/system-connections/",
                            "/run/NetworkManager/system-connections/",
                    "/etc/NetworkManager/conf.d/", "/run/NetworkManager/conf.d/",
                    "/etc/udev/rules.d/", "/run/udev/rules.d/");

    private final Host host;
    private final CloudPaths paths;
    private final Reporter reporter;

    RenderingWriter(Host host, CloudPaths paths, Reporter reporter) {
        this.host = host;
        this.paths = paths;
        this.reporter = reporter;
    }

    /**
     * New files first, stale ones last: there is no moment without any.
     *
     * @param lastResort whether nobody spoke for the network: on a disk that keeps no instance, a
     *     later stage of the boot must not take away what the data source said in the first
     * @return the programs are started, unless nothing could be written
     */
    Written write(Rendering rendering, boolean lastResort) {
        LOG.debug("Renderer {} has {} files", rendering.renderer(), rendering.files().size());
        Kept kept = write(rendering.files(), lastResort);
        for (String path : rendering.removals()) {
            remove(path, rendering);
        }
        for (Loss loss : rendering.losses()) {
            LOG.warn(
                    "Not in the files of {}: {} at {}: {}",
                    rendering.renderer(),
                    loss.path(),
                    loss.origin(),
                    loss.reason());
        }
        return new Written(kept == Kept.ON_DISK, effect(rendering, kept));
    }

    /**
     * A rendering that was written.
     *
     * @param onDisk whether every file is on the disk
     * @param effect what is left to be done
     */
    record Written(boolean onDisk, NetworkEffect effect) {}

    private NetworkEffect effect(Rendering rendering, Kept kept) {
        NetworkMark mark = kept == Kept.ON_DISK ? new NetworkMark(host, paths) : null;
        return NetworkEffect.begin(
                kept == Kept.NOT ? List.of() : rendering.commands(), host.processes(), mark);
    }

    /** Where a file came to be, the worst first. */
    private enum Kept {
        NOT,
        FOR_THIS_BOOT,
        ON_DISK
    }

    /** All are on the disk before a stale one goes; a folder is synced once for all files in it. */
    private Kept write(List<RenderedFile> files, boolean lastResort) {
        var kept = new ArrayList<Kept>();
        kept.add(Kept.ON_DISK);
        try {
            host.root()
                    .together(
                            () -> {
                                for (RenderedFile file : files) {
                                    kept.add(write(file, lastResort));
                                }
                            });
        } catch (IOException failure) {
            for (RenderedFile file : files) {
                kept.add(unkept(file, failure, lastResort));
            }
        }
        return Collections.min(kept);
    }

    private Kept write(RenderedFile file, boolean lastResort) {
        try {
            host.root().write(file);
            LOG.debug("Wrote {}", file);
            return Kept.ON_DISK;
        } catch (IOException failure) {
            return unkept(file, failure, lastResort);
        }
    }

    private Kept unkept(RenderedFile file, IOException failure, boolean lastResort) {
        boolean inMemory = writeInMemory(file, lastResort);
        reporter.report(
                Problem.error(
                        "network.unwritable",
                        "writing the network configuration",
                        Origin.of(file.path()),
                        String.valueOf(failure.getMessage()),
                        inMemory
                                ? "Check that the disk is mounted read-write and has room; it is"
                                        + " in /run, for this boot alone."
                                : "Check that the disk is mounted read-write and has room; the"
                                        + " file of the last boot stays."));
        return inMemory ? Kept.FOR_THIS_BOOT : Kept.NOT;
    }

    private boolean writeInMemory(RenderedFile file, boolean lastResort) {
        String path = file.path();
        int name = path.lastIndexOf('/') + 1;
        String folder = OF_THE_BOOT.get(path.substring(0, name));
        if (folder == null) {
            return false;
        }
        var copy =
                new RenderedFile(folder + path.substring(name), file.content(), file.mode(), null);
        if (lastResort && host.root().exists(copy.path())) {
            LOG.info("{} of this boot stays", copy.path());
            return true;
        }
        try {
            host.root().write(copy);
            LOG.debug("Wrote {} for this boot", copy);
            return true;
        } catch (IOException failure) {
            LOG.warn("Nor can it be written for this boot: {}", failure.getMessage());
            return false;
        }
    }

    private void remove(String path, Rendering rendering) {
        for (RenderedFile file : rendering.files()) {
            if (file.path().equals(path)) {
                return;
            }
        }
        try {
            host.root().delete(path);
        } catch (IOException failure) {
            reporter.report(
                    Problem.warning(
                            "network.stale-file",
                            "removing a stale network configuration",
                            Origin.of(path),
                            String.valueOf(failure.getMessage()),
                            "Remove the file, lest it speak against the new ones."));
        }
    }
}
