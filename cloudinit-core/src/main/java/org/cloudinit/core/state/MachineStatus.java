package org.cloudinit.core.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How far a machine's boot is, and how well it went ({@code get_status_details}).
 *
 * @param running how far
 * @param condition how well
 * @param boot whether the boot takes the program in
 * @param detail one line for people: the data source, the stage, or what {@code boot} says
 * @param errors what cost a stage part of its result, stage by stage
 * @param recoverableErrors lists of messages by level, such as {@code WARNING}
 * @param lastUpdate when a stage last began or ended, in seconds since 1970 as the status file has
 *     it; 0 where none did
 * @param dataSource the data source's short name; empty or null where there is none, as the file
 *     says it
 * @param stages the status file's own entries
 * @param problems what is wrong with the state itself
 */
public record MachineStatus(
        Running running,
        Condition condition,
        BootStatus boot,
        String detail,
        List<String> errors,
        Mapping recoverableErrors,
        double lastUpdate,
        @Nullable String dataSource,
        Mapping stages,
        List<Problem> problems) {
    /** How far a boot is. */
    public enum Running {
        NOT_STARTED,
        RUNNING,
        DONE,
        DISABLED;

        /** The word for it in {@code status}: {@code not started}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** How well a boot goes. */
    public enum Condition {
        HEALTHY,
        /** With warnings. */
        DEGRADED,
        ERROR;

        /** The word for it in {@code status}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public MachineStatus {
        Objects.requireNonNull(detail, "detail");
        errors = List.copyOf(errors);
        problems = List.copyOf(problems);
    }

    /** Whether the boot has not come to its end and will. */
    public boolean isPending() {
        return running == Running.NOT_STARTED || running == Running.RUNNING;
    }

    /**
     * Reads the status. A status file that is damaged is a problem and an error, and counts as
     * absent.
     *
     * @param environment variables of whoever asks
     */
    public static MachineStatus read(Host host, CloudPaths paths, Map<String, String> environment) {
        HostFiles files = host.root();
        var problems = new Problems();
        BootStatus boot = BootStatus.of(host, paths, environment);
        Mapping document = StateFile.read(files, paths.runFile("status.json"), problems);
        Mapping v1 = document == null ? Mapping.EMPTY : document.mapping("v1");
        var stages = new StageEntries(v1);
        var errors = new ArrayList<>(stages.errors());
        for (Problem problem : problems.all()) {
            errors.add(problem.line());
        }
        Mapping recoverable = stages.recoverableErrors();
        Running running = running(boot, document != null, files, paths, stages.latest());
        String detail = stages.detail(boot.reason());
        if (running == Running.RUNNING
                && BootStatus.usesSystemd(files)
                && Units.failed(host, problems)) {
            running = Running.DONE;
            detail = "Failed due to systemd unit failure";
            errors.add(
                    "Failed due to systemd unit failure. Ensure all cloud-init services are"
                            + " enabled, and check 'systemctl' or 'journalctl' for more"
                            + " information.");
        }
        return new MachineStatus(
                running,
                condition(errors, recoverable),
                boot,
                detail,
                errors,
                recoverable,
                stages.latest(),
                dataSource(v1),
                v1.without("datasource"),
                problems.all());
    }

    private static Condition condition(List<String> errors, Mapping recoverable) {
        if (!errors.isEmpty()) {
            return Condition.ERROR;
        }
        return recoverable.isEmpty() ? Condition.HEALTHY : Condition.DEGRADED;
    }

    private static Running running(
            BootStatus boot, boolean begun, HostFiles files, CloudPaths paths, double latest) {
        if (boot.isDisabled()) {
            return Running.DISABLED;
        }
        if (begun && !files.exists(paths.runFile("result.json"))) {
            return Running.RUNNING;
        }
        return latest > 0 ? Running.DONE : Running.NOT_STARTED;
    }

    /** {@code DataSourceConfigDrive [net,ver=2]…} is {@code configdrive}. */
    private static @Nullable String dataSource(Mapping v1) {
        if (v1.get("datasource") instanceof Scalar.Null) {
            return null;
        }
        String line = v1.text("datasource", "");
        int blank = line.indexOf(' ');
        String name = blank < 0 ? line : line.substring(0, blank);
        return name.toLowerCase(Locale.ROOT).replace("datasource", "");
    }
}
