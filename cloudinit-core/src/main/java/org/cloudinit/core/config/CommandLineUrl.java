package org.cloudinit.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.core.web.ShownAddress;
import org.cloudinit.core.web.WebReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration that the kernel's command line names by {@code cloud-config-url=} or {@code url=}
 * ({@code attempt_cmdline_url}). Before the network only a file can be fetched; what is behind
 * another address is fetched anew by each boot's network stage.
 */
public final class CommandLineUrl {
    /** Where the configuration is kept, among the files that are read in the next sub-stage. */
    static final String TARGET = "/etc/cloud/cloud.cfg.d/91_kernel_cmdline_url.cfg";

    private static final Logger LOG = LoggerFactory.getLogger(CommandLineUrl.class);
    private static final String MARK = "#cloud-config";
    private static final String FILE = "file://";
    private static final int LIMIT = 16 << 20;

    private CommandLineUrl() {}

    /**
     * Fetches the configuration, if the command line names one that can be had now.
     *
     * @param web the network, or null while there is none
     */
    public static void fetch(HostRoot root, @Nullable WebReader web, Reporter reporter) {
        String commandLine = KernelCommandLine.read(root);
        String url = url(commandLine);
        if (url == null) {
            LOG.debug("The kernel's command line names no configuration to fetch");
            return;
        }
        String path = localPath(url);
        if (path == null && web == null) {
            LOG.debug("The configuration that the kernel's command line names needs a network");
        } else if (path != null && root.exists(TARGET)) {
            LOG.debug("{} is there already and stays", TARGET);
        } else {
            store(path, url, web, root, reporter);
        }
    }

    private static void store(
            @Nullable String path,
            String url,
            @Nullable WebReader web,
            HostRoot root,
            Reporter reporter) {
        String shown = path == null ? ShownAddress.of(url) : path;
        try {
            byte[] bytes =
                    path == null && web != null
                            ? web.read(url, LIMIT)
                            : root.read(String.valueOf(path), LIMIT);
            if (!startsWithMark(bytes)) {
                reporter.report(problem(shown, "it does not begin with " + MARK, "Begin it so."));
                return;
            }
            root.write(new RenderedFile(TARGET, bytes, 0600, null));
            LOG.info("Wrote the configuration of {} to {}", shown, TARGET);
        } catch (IOException failure) {
            reporter.report(
                    problem(
                            shown,
                            "it cannot be fetched: " + failure.getMessage(),
                            "Check the address on the kernel's command line."));
        }
    }

    private static Problem problem(String path, String message, String remedy) {
        return Problem.warning(
                "config.command-line-url",
                "fetching the configuration that the kernel's command line names",
                Origin.of(path),
                message,
                remedy);
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= MARK.length()
                && new String(bytes, 0, MARK.length(), StandardCharsets.ISO_8859_1).equals(MARK);
    }

    private static @Nullable String url(String commandLine) {
        String url = KernelCommandLine.value(commandLine, "cloud-config-url");
        return url != null ? url : KernelCommandLine.value(commandLine, "url");
    }

    private static @Nullable String localPath(String url) {
        if (url.startsWith("/")) {
            return url;
        }
        if (!url.regionMatches(true, 0, FILE, 0, FILE.length())) {
            return null;
        }
        String path = url.substring(FILE.length());
        // The reference runs with the working folder /.
        return path.startsWith("/") ? path : "/" + path;
    }
}
