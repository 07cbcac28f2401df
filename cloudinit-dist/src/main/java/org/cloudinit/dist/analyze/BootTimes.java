package org.cloudinit.dist.analyze;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.core.state.MachineConfig;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * When the kernel, systemd and the Local stage began, in seconds since 1970 ({@code
 * gather_timestamps_using_systemd}).
 *
 * @param container whether the machine shares its host's kernel
 * @param kernelStart when the kernel, or the container, began; null where systemd does not say
 * @param userSpace seconds from there to the end of the kernel's own boot
 * @param activated seconds from there to the start of the Local stage's unit
 * @param stageStart when the stage wrote its first line; null where the log has none
 */
record BootTimes(
        boolean container,
        @Nullable Double kernelStart,
        double userSpace,
        double activated,
        @Nullable Double stageStart) {
    private static final String UNIT = "cloud-init-local";

    private static final DateTimeFormatter SYSTEMD =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    static BootTimes read(Call call) throws IOException, UsageException {
        Double stage = null;
        for (LogEvent event : LogEvents.read(call)) {
            if (event.name().equals("init-local")
                    && event.description().contains("starting search")
                    && event.seconds() != null) {
                stage = event.seconds();
            }
        }
        Host host = call.machine();
        boolean container = MachineConfig.isContainer(host.root());
        String begin = container ? "UserspaceTimestamp" : "KernelTimestamp";
        Double start = ask(host, begin);
        Double offset = ask(host, begin + "Monotonic");
        Double user = ask(host, "UserspaceTimestampMonotonic");
        Double unit = ask(host, "InactiveExitTimestampMonotonic", UNIT);
        if (start == null || offset == null || user == null || unit == null) {
            return new BootTimes(container, null, 0, 0, stage);
        }
        return new BootTimes(container, start, user - offset, unit - offset, stage);
    }

    boolean isKnown() {
        return kernelStart != null && stageStart != null;
    }

    private static @Nullable Double ask(Host host, String... words) {
        var command =
                new ArrayList<>(List.of("systemctl", "show", "-p", words[0], "--timestamp=us+utc"));
        if (words.length > 1) {
            command.add(2, words[1]);
        }
        try {
            Result result = host.processes().run(Command.of(command.toArray(String[]::new)));
            String text = new String(result.output(), StandardCharsets.UTF_8).strip();
            int equals = text.indexOf('=');
            return result.success() && equals > 0 ? seconds(text.substring(equals + 1)) : null;
        } catch (IOException _) {
            return null;
        }
    }

    /** Microseconds, or {@code Wed 2025-07-30 05:14:32.123456 UTC}. */
    private static @Nullable Double seconds(String value) {
        try {
            if (!value.isEmpty() && value.chars().allMatch(Character::isDigit)) {
                return Long.parseLong(value) / 1e6;
            }
            int dot = value.indexOf('.');
            if (dot < 0 || !value.endsWith(" UTC")) {
                return null;
            }
            LocalDateTime time = LocalDateTime.parse(value.substring(0, dot), SYSTEMD);
            String micros = value.substring(dot + 1, value.length() - " UTC".length());
            return (time.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + Integer.parseInt(micros))
                    / 1e6;
        } catch (DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    String text() {
        Double kernel = kernelStart;
        if (kernel == null) {
            return "systemd does not say when this machine booted.\n";
        }
        Double stage = stageStart;
        if (stage == null) {
            return "The log has no line of the Local stage's start.\n";
        }
        if (container) {
            return "-- Most Recent Container Boot Record --\n"
                    + line("Container started at", time(kernel))
                    + line("Cloud-init activated by systemd at", time(kernel + activated))
                    + line("Cloud-init start", time(stage));
        }
        double end = kernel + userSpace;
        return "-- Most Recent Boot Record --\n"
                + line("Kernel Started at", time(kernel))
                + line("Kernel ended boot at", time(end))
                + line("Kernel time to boot (seconds)", number(end - kernel))
                + line("Cloud-init activated by systemd at", time(kernel + activated))
                + line(
                        "Time between Kernel end boot and Cloud-init activation (seconds)",
                        number(kernel + activated - end))
                + line("Cloud-init start", time(stage));
    }

    private static String line(String name, String value) {
        return "    " + name + ": " + value + "\n";
    }

    private static String number(double value) {
        return new Scalar.Real(value, Origin.BUILT_IN).display();
    }

    private static String time(double seconds) {
        long micros = Math.round(seconds * 1e6);
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), 0, ZoneOffset.UTC);
        long rest = Math.floorMod(micros, 1_000_000L);
        String fraction = rest == 0 ? "" : "." + Long.toString(1_000_000L + rest).substring(1);
        return time.format(SHOWN) + fraction + "+00:00";
    }
}
