package org.cloudinit.modules.ending;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Programs;
import org.cloudinit.modules.Section;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code power_state_change}: when this program has ended, a shell that it leaves behind halts the
 * machine, switches it off or boots it anew ({@code cc_power_state_change}).
 */
public final class PowerStateChange implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(PowerStateChange.class);
    private static final int TIMEOUT_SECONDS = 30;

    /**
     * Waits for the end of process $1 for $2 quarters of a second, then runs the condition, which
     * are the words behind $3, and if it succeeds the line $3.
     */
    private static final String WATCHER =
            """
            pid=$1 left=$2 line=$3
            shift 3
            began=$(tr '\\0' ' ' < /proc/$pid/cmdline)
            while [ "$left" -gt 0 ] && [ -n "$began" ]; do
                now=$(tr '\\0' ' ' < /proc/$pid/cmdline)
                [ "$now" = "$began" ] || break
                left=$((left - 1))
                sleep 0.25 || sleep 1
            done
            [ $# -eq 0 ] || "$@" || exit 0
            eval "exec $line"
            """;

    /** Starts the watcher, so that it outlives this program and holds nothing of it. */
    private static final String STARTER =
            """
            (
                exec </dev/null >/dev/null 2>&1
                command -v setsid && exec setsid /bin/sh -c "$@"
                exec /bin/sh -c "$@"
            ) &
            """;

    /** Made by the module system. */
    public PowerStateChange() {}

    @Override
    public String name() {
        return "power_state_change";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> keys() {
        return Set.of("power_state");
    }

    /**
     * What is asked for.
     *
     * @param words the program and its arguments
     * @param timeout for so many seconds this program's end is waited for
     * @param condition a program that must succeed; empty for none, null for never
     */
    private record Change(List<String> words, double timeout, @Nullable List<String> condition) {}

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        ConfigTree stated = context.config().get("power_state");
        if (stated == null || stated instanceof Scalar.Null) {
            return new Outcome.Skipped("there is no power_state");
        }
        Change change;
        try {
            change = read(stated, context);
        } catch (MalformedException malformed) {
            context.reporter().report(malformed.problem().as(Severity.WARNING));
            return new Outcome.Skipped("power_state is not understood");
        }
        List<String> condition = change.condition();
        if (condition == null) {
            return new Outcome.Skipped("the condition is false");
        }
        String self = context.host().root().readLink("/proc/self");
        LOG.debug("After process {} ended: {}", self, change.words());
        start(change, condition, self == null ? "0" : self, context);
        return new Outcome.Done();
    }

    private static void start(
            Change change, List<String> condition, String self, ModuleContext context)
            throws IOException {
        long quarters = (long) Math.min(Math.max(change.timeout(), 0) * 4, Integer.MAX_VALUE);
        var words = new ArrayList<>(List.of("/bin/sh", "-c", STARTER, "power-state"));
        words.addAll(List.of(WATCHER, "power-state", self, Long.toString(quarters)));
        words.add(line(change.words()));
        words.addAll(condition);
        new Programs(context.host().processes())
                .run(new Command(words, Map.of(), new byte[0], 60_000, Output.CAPTURED));
    }

    /** The words as a line that a shell reads as just these words. */
    private static String line(List<String> words) {
        var line = new StringBuilder();
        for (String word : words) {
            line.append(" '").append(word.replace("'", "'\\''")).append('\'');
        }
        return line.toString();
    }

    private static Change read(ConfigTree stated, ModuleContext context) {
        Mapping power = section().mapping(stated);
        String option =
                switch (power.text("mode", "")) {
                    case "halt" -> "-H";
                    case "poweroff" -> "-P";
                    case "reboot" -> "-r";
                    default -> throw section().malformed(power, "mode is halt, poweroff or reboot");
                };
        boolean isAlpine = context.distro().family().equals("alpine");
        List<String> words =
                isAlpine
                        ? List.of(power.text("mode", ""), "-d", seconds(power))
                        : shutdown(option, power);
        return new Change(words, timeout(power), condition(power));
    }

    private static List<String> shutdown(String option, Mapping power) {
        var words = new ArrayList<>(List.of("shutdown", option));
        Long minutes = minutes(power);
        words.add(minutes == null ? "now" : "+" + minutes);
        ConfigTree message = power.get("message");
        if (message != null && message.truthy()) {
            if (!(message instanceof Scalar text)) {
                throw section()
                        .malformed(message, "message is a text, and this is a " + message.kind());
            }
            words.add(text.display());
        }
        return words;
    }

    /** The programs of Alpine count seconds, and know no message. */
    private static String seconds(Mapping power) {
        Long minutes = minutes(power);
        return minutes == null ? "0" : Long.toString(minutes * 60);
    }

    /** Null for now. */
    private static @Nullable Long minutes(Mapping power) {
        ConfigTree stated = power.get("delay");
        if (stated == null || (stated instanceof Scalar.Text now && now.value().equals("now"))) {
            return null;
        }
        try {
            if (stated instanceof Scalar.Int || stated instanceof Scalar.Text) {
                long minutes = Integer.parseInt(((Scalar) stated).display().strip());
                if (minutes >= 0) {
                    return minutes;
                }
            }
        } catch (NumberFormatException _) {
            // Refused below.
        }
        throw section().malformed(stated, "delay is now, or a number of minutes");
    }

    private static double timeout(Mapping power) {
        ConfigTree stated = power.get("timeout");
        if (stated == null) {
            return TIMEOUT_SECONDS;
        }
        try {
            if (stated instanceof Scalar scalar) {
                return Double.parseDouble(scalar.display().strip());
            }
        } catch (NumberFormatException _) {
            // Refused below.
        }
        throw section().malformed(stated, "timeout is a number of seconds");
    }

    private static @Nullable List<String> condition(Mapping power) {
        ConfigTree stated = power.get("condition");
        return switch (stated) {
            case null -> List.of();
            case Scalar.Bool flag -> flag.value() ? List.of() : null;
            case Scalar.Text text -> List.of("/bin/sh", "-c", text.value());
            case Sequence list when !list.isEmpty() -> power.texts("condition");
            case Scalar _, Mapping _, Sequence _ ->
                    throw section()
                            .malformed(
                                    stated,
                                    "condition is a switch, a command or a list of its words");
        };
    }

    private static Section section() {
        return new Section(
                "power_state",
                "power-state.form",
                "reading power_state",
                "See the form of power_state; the machine stays up.");
    }
}
