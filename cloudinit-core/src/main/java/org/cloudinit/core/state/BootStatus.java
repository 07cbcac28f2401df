package org.cloudinit.core.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.core.config.KernelCommandLine;

/** Whether a machine's boot takes the program in, and what says so ({@code get_bootstatus}). */
public enum BootStatus {
    DISABLED_BY_GENERATOR("Cloud-init disabled by cloud-init-generator"),
    DISABLED_BY_KERNEL_COMMAND_LINE("Cloud-init disabled by kernel parameter cloud-init=disabled"),
    DISABLED_BY_MARKER_FILE("Cloud-init disabled by " + BootStatus.MARKER),
    DISABLED_BY_ENVIRONMENT_VARIABLE(
            "Cloud-init disabled by environment variable KERNEL_CMDLINE=cloud-init=disabled"),
    ENABLED_BY_GENERATOR("Cloud-init enabled by systemd cloud-init-generator"),
    ENABLED_BY_KERNEL_COMMAND_LINE("Cloud-init enabled by kernel command line cloud-init=enabled"),
    ENABLED_BY_SYSVINIT("Cloud-init enabled on sysvinit"),
    UNKNOWN("Systemd generator may not have run yet.");

    /** The file whose presence disables the program. */
    public static final String MARKER = "/etc/cloud/cloud-init.disabled";

    private final String reason;

    BootStatus(String reason) {
        this.reason = reason;
    }

    /** The word for it in {@code status}: {@code disabled-by-generator}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** A sentence for people, in the original's words: programs read them. */
    public String reason() {
        return reason;
    }

    /** Whether no stage runs on this boot. */
    public boolean isDisabled() {
        return switch (this) {
            case DISABLED_BY_GENERATOR,
                    DISABLED_BY_KERNEL_COMMAND_LINE,
                    DISABLED_BY_MARKER_FILE,
                    DISABLED_BY_ENVIRONMENT_VARIABLE ->
                    true;
            case ENABLED_BY_GENERATOR,
                    ENABLED_BY_KERNEL_COMMAND_LINE,
                    ENABLED_BY_SYSVINIT,
                    UNKNOWN ->
                    false;
        };
    }

    /**
     * Decides. Never throws.
     *
     * @param environment variables of whoever asks
     */
    public static BootStatus of(Host host, CloudPaths paths, Map<String, String> environment) {
        HostFiles files = host.root();
        if (!usesSystemd(files)) {
            return ENABLED_BY_SYSVINIT;
        }
        List<String> words = commandLineWords(files, environment);
        if (words.contains("cloud-init=enabled")) {
            return ENABLED_BY_KERNEL_COMMAND_LINE;
        }
        if (files.exists(MARKER)) {
            return DISABLED_BY_MARKER_FILE;
        }
        if (words.contains("cloud-init=disabled")) {
            return DISABLED_BY_KERNEL_COMMAND_LINE;
        }
        if (environment.getOrDefault("KERNEL_CMDLINE", "").contains("cloud-init=disabled")
                || systemdEnvironment(host).contains("cloud-init=disabled")) {
            return DISABLED_BY_ENVIRONMENT_VARIABLE;
        }
        if (files.exists(paths.runFile("disabled"))) {
            return DISABLED_BY_GENERATOR;
        }
        return files.exists(paths.runFile("enabled")) ? ENABLED_BY_GENERATOR : UNKNOWN;
    }

    /** Whether systemd runs the machine: a folder says so, which no link stands in for. */
    static boolean usesSystemd(HostFiles files) {
        try {
            FileFacts facts = files.facts("/run/systemd/system");
            return facts != null && facts.kind() == FileFacts.Kind.DIRECTORY;
        } catch (IOException _) {
            return false;
        }
    }

    /** In a container the command line is that of its first process. */
    private static List<String> commandLineWords(HostFiles files, Map<String, String> environment) {
        String given = environment.get("DEBUG_PROC_CMDLINE");
        String line;
        if (given != null) {
            line = given;
        } else if (isContainer(files)) {
            line = text(files, "/proc/1/cmdline").replace('\0', ' ');
        } else {
            line = KernelCommandLine.read(files);
        }
        return Arrays.asList(line.strip().split("\\s+", -1));
    }

    /** Says what {@code systemd-detect-virt --container} says, which reads the same files. */
    static boolean isContainer(HostFiles files) {
        if (!text(files, "/run/systemd/container").isBlank()) {
            return true;
        }
        for (String variable : text(files, "/proc/1/environ").split("\0", -1)) {
            if (variable.startsWith("container=") || variable.startsWith("LIBVIRT_LXC_UUID=")) {
                return true;
            }
        }
        return files.isDirectory("/proc/vz") && !files.isDirectory("/proc/bc");
    }

    private static String text(HostFiles files, String path) {
        try {
            byte[] bytes = files.readIfPresent(path);
            return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    private static String systemdEnvironment(Host host) {
        try {
            Result result = host.processes().run(Command.of("systemctl", "show-environment"));
            return result.success() ? new String(result.output(), StandardCharsets.UTF_8) : "";
        } catch (IOException _) {
            return "";
        }
    }
}
