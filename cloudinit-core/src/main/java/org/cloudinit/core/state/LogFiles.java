package org.cloudinit.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.core.logging.OutputPlan;
import org.cloudinit.core.logging.Redirect;
import org.jspecify.annotations.Nullable;

/** The log files that a configuration names ({@code get_config_logfiles}). */
final class LogFiles {
    private LogFiles() {}

    /**
     * Files that are there: the log, where the output goes, and what rotation made of both. Devices
     * are none.
     */
    static SortedSet<String> of(Mapping config, HostFiles files, Problems problems) {
        var found = new TreeSet<String>();
        for (String log : named(config, problems)) {
            if (isFile(log, files)) {
                found.add(log);
            }
            found.addAll(rotated(log, files, problems));
        }
        return found;
    }

    private static List<String> named(Mapping config, Problems problems) {
        var named = new ArrayList<String>();
        add(config.text("def_log_file"), named);
        try {
            // No mode is called so: the entry for all is meant.
            OutputPlan plan = OutputPlan.of(config, "");
            add(file(plan.out()), named);
            add(file(plan.err()), named);
        } catch (MalformedException malformed) {
            problems.report(malformed.problem());
        }
        return named;
    }

    private static void add(@Nullable String path, List<String> named) {
        if (path != null && path.startsWith("/") && !path.endsWith("/")) {
            named.add(path);
        }
    }

    private static @Nullable String file(@Nullable Redirect redirect) {
        return switch (redirect) {
            case null -> null;
            case Redirect.Into into -> word(into.file());
            case Redirect.Onto onto -> word(onto.file());
            case Redirect.Through through -> {
                String[] words = through.command().strip().split("\\s+", -1);
                boolean tee = words.length > 2 && words[0].equals("tee") && words[1].equals("-a");
                yield tee ? words[2] : words.length == 1 ? words[0] : null;
            }
        };
    }

    private static @Nullable String word(String text) {
        return text.strip().split("\\s+", -1).length == 1 ? text.strip() : null;
    }

    private static List<String> rotated(String log, HostFiles files, Problems problems) {
        int slash = log.lastIndexOf('/');
        String folder = slash == 0 ? "/" : log.substring(0, slash);
        var found = new ArrayList<String>();
        try {
            for (String name : files.list(folder)) {
                String path = log.substring(0, slash + 1) + name;
                if (path.startsWith(log) && !path.equals(log) && isFile(path, files)) {
                    found.add(path);
                }
            }
        } catch (IOException e) {
            problems.report(Cleaning.failure(folder, "cannot be read", e));
        }
        return found;
    }

    private static boolean isFile(String path, HostFiles files) {
        try {
            return Files.isRegularFile(files.resolve(path));
        } catch (IOException _) {
            return false;
        }
    }
}
