package org.cloudinit.core.instance;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/** Sub-stage 3: the folders of the state, and the owner of the log ({@code Init.initialize}). */
public final class FileSystemSetup {
    private static final String ACT = "setting up the file system";

    private FileSystemSetup() {}

    /** Makes what is not there yet. Failure is reported: the stage goes on as far as it can. */
    public static void run(CloudPaths paths, Mapping config, HostRoot root, Reporter reporter) {
        try {
            root.together(
                    () -> {
                        for (String folder : folders(paths)) {
                            root.createDirectory(folder, 0755);
                        }
                    });
        } catch (IOException failure) {
            reporter.report(
                    Problem.error(
                            "state.unwritable",
                            ACT,
                            Origin.of(paths.cloud()),
                            "the folders of the state cannot be made: " + failure.getMessage(),
                            "Check that the disk is mounted read-write and has room."));
        }
        String log = config.text("def_log_file", "");
        if (log.startsWith("/")) {
            ownLog(log, config.texts("syslog_fix_perms"), root, reporter);
        }
    }

    private static List<String> folders(CloudPaths paths) {
        return List.of(
                paths.cloud(),
                paths.cloud() + "/scripts",
                paths.scripts("per-instance"),
                paths.scripts("per-once"),
                paths.scripts("per-boot"),
                paths.scripts("vendor"),
                paths.seed(),
                paths.cloud() + "/instances",
                paths.handlers(),
                paths.semaphores(),
                paths.data(),
                paths.runFile("sem"));
    }

    /** Gives the log to the first of the owners that this machine knows. */
    private static void ownLog(String log, List<String> owners, HostRoot root, Reporter reporter) {
        String cause = "";
        try {
            root.append(log, new byte[0], 0640);
            if (owners.isEmpty()) {
                return;
            }
        } catch (IOException failure) {
            reporter.report(logProblem(log, "the log cannot be written: " + failure.getMessage()));
            return;
        }
        for (String owner : owners) {
            try {
                root.changeOwner(log, named(owner(owner)));
                return;
            } catch (IOException failure) {
                cause = String.valueOf(failure.getMessage());
            }
        }
        reporter.report(logProblem(log, "none of syslog_fix_perms can own the log: " + cause));
    }

    private static Problem logProblem(String log, String message) {
        return Problem.warning(
                "state.log-owner",
                ACT,
                Origin.of(log),
                message,
                "Check def_log_file and syslog_fix_perms.");
    }

    /** Owners are given by name: a number is nobody's. */
    private static Owner named(Owner owner) throws IOException {
        for (String name : new String[] {owner.user(), owner.group()}) {
            if (name != null && Character.isDigit(name.charAt(0))) {
                throw new IOException("unknown name " + name);
            }
        }
        return owner;
    }

    /** {@code user:group}; an empty part, {@code -1} and {@code none} leave that one alone. */
    static Owner owner(String text) {
        int colon = text.indexOf(':');
        String user = colon < 0 ? text : text.substring(0, colon);
        String group = colon < 0 ? "" : text.substring(colon + 1);
        return new Owner(name(user), name(group));
    }

    private static @Nullable String name(String text) {
        String name = text.strip();
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.isEmpty() || lower.equals("-1") || lower.equals("none") ? null : name;
    }
}
