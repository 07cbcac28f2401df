package org.cloudinit.dist.state;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.config.YamlWriter;
import org.cloudinit.core.state.MachineStatus;
import org.cloudinit.core.state.MachineStatus.Condition;
import org.cloudinit.core.state.MachineStatus.Running;

/** A status in the three forms of the original, to the byte. */
final class StatusText {
    private static final JsonStyle JSON = new JsonStyle(2, true);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss Z", Locale.ENGLISH);

    private StatusText() {}

    /** The text with its last line break. */
    static String of(MachineStatus status, String format, boolean isLong) {
        return switch (format) {
            case "json" -> JsonWriter.write(document(status), JSON) + "\n";
            case "yaml" -> YamlWriter.write(document(status)) + "\n";
            default -> "status: " + word(status) + "\n" + (isLong ? details(status) : "");
        };
    }

    private static Mapping document(MachineStatus status) {
        String dataSource = status.dataSource();
        Mapping.Builder document =
                Mapping.builder()
                        .put(
                                "datasource",
                                dataSource == null ? Scalar.nothing() : Scalar.text(dataSource))
                        .put("boot_status_code", status.boot().code())
                        .put("status", word(status))
                        .put("extended_status", extended(status))
                        .put("detail", status.detail())
                        .put("errors", Sequence.ofTexts(status.errors()))
                        .put("recoverable_errors", status.recoverableErrors())
                        .put("last_update", time(status.lastUpdate()));
        for (Map.Entry<Scalar, ConfigTree> entry : status.stages().entries().entrySet()) {
            document.put(entry.getKey(), entry.getValue());
        }
        return document.build();
    }

    private static String word(MachineStatus status) {
        return status.condition() == Condition.ERROR
                ? status.condition().word()
                : status.running().word();
    }

    private static String extended(MachineStatus status) {
        String running = status.running().word();
        return switch (status.condition()) {
            case ERROR -> "error - " + running;
            case DEGRADED ->
                    status.running() == Running.DONE || status.running() == Running.RUNNING
                            ? "degraded " + running
                            : running;
            case HEALTHY -> running;
        };
    }

    private static String details(MachineStatus status) {
        String time = time(status.lastUpdate());
        return "extended_status: "
                + extended(status)
                + "\nboot_status_code: "
                + status.boot().code()
                + (time.isEmpty() ? "" : "\nlast_update: " + time)
                + "\ndetail: "
                + status.detail()
                + "\nerrors:"
                + errors(status.errors())
                + "\nrecoverable_errors:"
                + recoverable(status.recoverableErrors())
                + "\n";
    }

    private static String errors(List<String> errors) {
        return errors.isEmpty() ? " []" : "\n\t- " + String.join("\n\t- ", errors);
    }

    private static String recoverable(Mapping levels) {
        if (levels.isEmpty()) {
            return " {}";
        }
        var text = new StringBuilder();
        for (Map.Entry<Scalar, ConfigTree> level : levels.entries().entrySet()) {
            var lines = new ArrayList<String>();
            if (level.getValue() instanceof Sequence messages) {
                for (ConfigTree message : messages) {
                    lines.add(
                            message instanceof Scalar scalar
                                    ? scalar.display().replace('\n', ' ')
                                    : message.kind());
                }
            }
            text.append('\n').append(level.getKey().display());
            text.append(":\n\t- ").append(String.join("\n\t- ", lines));
        }
        return text.toString();
    }

    /** Empty where nothing happened yet, or at no time that a calendar has. */
    private static String time(double seconds) {
        if (seconds <= 0) {
            return "";
        }
        try {
            long micros = Math.round(seconds * 1e6);
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L))
                    .atOffset(ZoneOffset.UTC)
                    .format(TIME);
        } catch (DateTimeException _) {
            return "";
        }
    }
}
