package org.cloudinit.core.instance;

import java.io.IOException;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;

/**
 * The mark that the network on the disk is not that of the instance which the disk knows: a boot
 * without its data source, because the drive was missing or could not be read, put the fallback
 * there. The next boot that finds the instance writes its network again. The reference keeps the
 * fallback for ever then, for the instance is not new to it.
 */
public final class ForeignNetwork {
    private ForeignNetwork() {}

    private static String file(CloudPaths paths) {
        return paths.data() + "/network-without-instance";
    }

    /** Whether the last boot's network was not the instance's. */
    public static boolean isMarked(CloudPaths paths, HostRoot root) {
        return root.exists(file(paths));
    }

    /** Before another network is written; only where the disk knows an instance. */
    public static void mark(CloudPaths paths, HostRoot root, Reporter reporter) {
        if (!root.exists(paths.data() + "/instance-id")) {
            return;
        }
        try {
            root.write(RenderedFile.text(file(paths), "", 0644));
        } catch (IOException failure) {
            reporter.report(problem(paths, failure));
        }
    }

    /** After the instance's network was written. */
    public static void unmark(CloudPaths paths, HostRoot root, Reporter reporter) {
        try {
            root.delete(file(paths));
        } catch (IOException failure) {
            reporter.report(problem(paths, failure));
        }
    }

    private static Problem problem(CloudPaths paths, IOException failure) {
        return Problem.warning(
                "network.foreign-mark",
                "noting whose network is on the disk",
                Origin.of(file(paths)),
                String.valueOf(failure.getMessage()),
                "Check that the disk is mounted read-write; run cloud-init clean if the network is"
                        + " not the instance's.");
    }
}
