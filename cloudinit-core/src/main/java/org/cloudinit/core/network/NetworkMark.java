package org.cloudinit.core.network;

import java.io.IOException;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.core.instance.Semaphores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this boot came with a network whose files are on the disk. While its programs are at work
 * the instance counts as known already: by a mark of its own another run in this boot makes up for
 * one that was killed meanwhile. The semaphore of the reference comes last, where that sets it
 * first.
 *
 * @param host the machine
 * @param paths its folders
 */
record NetworkMark(Host host, CloudPaths paths) {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkMark.class);

    private static String begun(CloudPaths paths) {
        return paths.runFile("sem/apply_network_config.begun");
    }

    /** Whether a run ended before its network was in effect. */
    static boolean isBegun(CloudPaths paths, HostRoot root) {
        return root.exists(begun(paths));
    }

    /** The programs are about to be started. */
    void begin() {
        try {
            host.root().write(RenderedFile.text(begun(paths), "", 0644));
        } catch (IOException failure) {
            LOG.warn("The mark of the network is not written: {}", failure.getMessage());
        }
    }

    /** All is done. */
    void done() {
        try {
            new Semaphores(host.root(), host.clock()).set(Semaphores.networkFile(paths));
            host.root().delete(begun(paths));
        } catch (IOException failure) {
            // Only a second run in this boot would ask for it.
            LOG.warn("The semaphore of the network is not written: {}", failure.getMessage());
        }
    }
}
