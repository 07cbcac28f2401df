package org.cloudinit.modules.scripts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scripts of a folder in the order of their names; one that fails hinders no other ({@code
 * subp.runparts}).
 */
final class ScriptFolder {
    /** A day: scripts install whole systems. The original waits for ever. */
    static final long LIMIT_MILLIS = 86_400_000;

    private static final Logger LOG = LoggerFactory.getLogger(ScriptFolder.class);

    private final ModuleContext context;
    private final String folder;
    private final List<String> prefix;

    private ScriptFolder(ModuleContext context, String folder, List<String> prefix) {
        this.context = context;
        this.folder = folder;
        this.prefix = prefix;
    }

    /**
     * Runs the scripts.
     *
     * @param folder absolute path of the machine; one that is not there holds no scripts
     * @param prefix words put before each script's path
     */
    static Outcome run(ModuleContext context, String folder, List<String> prefix)
            throws IOException {
        return new ScriptFolder(context, folder, prefix).run();
    }

    private Outcome run() throws IOException {
        HostRoot root = context.host().root();
        var failed = new ArrayList<String>();
        int attempted = 0;
        for (String name : root.list(folder)) {
            String path = folder + "/" + name;
            if (root.isExecutable(path)) {
                attempted++;
                if (!succeeds(path)) {
                    failed.add(name);
                }
            } else if (root.exists(path) && !root.isDirectory(path) && isFile(path)) {
                context.reporter().report(notExecutable(path));
            } else {
                LOG.debug("{} is no script", path);
            }
        }
        return failed.isEmpty() ? new Outcome.Done() : failed(failed, attempted);
    }

    private boolean isFile(String path) throws IOException {
        FileFacts facts = context.host().root().facts(path);
        return facts != null && facts.kind() != FileFacts.Kind.OTHER;
    }

    private boolean succeeds(String path) throws IOException {
        var words = new ArrayList<String>(prefix);
        words.add(context.host().root().resolve(path).toString());
        var command = new Command(words, Map.of(), new byte[0], LIMIT_MILLIS, Output.SHOWN);
        try {
            int code = context.host().processes().run(command).exitCode();
            if (code != 0) {
                LOG.debug("{} ended with {}", path, code);
            }
            return code == 0;
        } catch (IOException failure) {
            LOG.debug("{} cannot be started: {}", path, failure.getMessage());
            return false;
        }
    }

    private static Problem notExecutable(String path) {
        return Problem.warning(
                "scripts.not-executable",
                "running scripts",
                Origin.of(path),
                "the script is not executable, or its file system is mounted noexec",
                "Make it executable, or take it away.");
    }

    private Outcome failed(List<String> names, int attempted) {
        return new Outcome.Failed(
                Problem.error(
                        "scripts.failed",
                        "running scripts",
                        Origin.of(folder),
                        names.size() + " of " + attempted + " failed: " + String.join(", ", names),
                        "What they said is in the output log; all the others ran."));
    }
}
