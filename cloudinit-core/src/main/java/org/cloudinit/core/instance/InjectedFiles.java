package org.cloudinit.core.instance;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that the cloud wants in the root folder, put there once, when the instance is new ({@code
 * write_injected_files}). The reference does it while it looks for the drive.
 */
public final class InjectedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(InjectedFiles.class);
    private static final int MODE = 0660;

    private InjectedFiles() {}

    /** Writes the files; one that cannot be written is reported and hinders no other. */
    public static void write(List<InjectedFile> files, HostRoot root, Reporter reporter) {
        for (InjectedFile file : files) {
            String path = file.path().startsWith("/") ? file.path() : "/" + file.path();
            if (leadsAstray(path)) {
                reporter.report(problem(path, "the path leads upwards"));
                continue;
            }
            try {
                root.write(new RenderedFile(path, file.content().reveal(), MODE, null));
                LOG.debug("Wrote {}, {} bytes", path, file.content().size());
            } catch (IOException failure) {
                reporter.report(problem(path, String.valueOf(failure.getMessage())));
            }
        }
    }

    private static boolean leadsAstray(String path) {
        return path.endsWith("/") || path.indexOf('\0') >= 0 || (path + "/").contains("/../");
    }

    private static Problem problem(String path, String message) {
        return Problem.warning(
                "instance.injected-file",
                "writing a file that the data source brings",
                Origin.of(path),
                message,
                "Correct the files of the drive's meta-data; the other files are written.");
    }
}
