package org.cloudinit.dist.analyze;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.dist.command.UsageException;
import org.jspecify.annotations.Nullable;

/** The events of a log as lines, a list for each boot ({@code generate_records}). */
final class BootRecords {
    private static final double MICRO = 1e6;

    private final String format;
    private final List<List<String>> boots = new ArrayList<>();
    private final Deque<LogEvent> open = new ArrayDeque<>();
    private List<String> lines = new ArrayList<>();
    private @Nullable LogEvent first;
    private double total;

    private BootRecords(String format) {
        this.format = format;
    }

    /**
     * Makes the records.
     *
     * @param format how an event is shown; {@code %d} is how long it took, {@code %D} what it is
     * @throws UsageException if the format names a field that there is not
     */
    static List<List<String>> of(List<LogEvent> events, String format) throws UsageException {
        var records = new BootRecords(format);
        for (int i = 0; i < events.size(); i++) {
            LogEvent event = events.get(i);
            if (event.isStart()) {
                records.start(event, i + 1 < events.size() ? events.get(i + 1) : null);
            } else {
                records.finish(event);
            }
        }
        records.endBoot();
        return records.boots;
    }

    private void start(LogEvent event, @Nullable LogEvent next) throws UsageException {
        if (!lines.isEmpty() && event.name().equals("init-local")) {
            endBoot();
        }
        if (first == null) {
            first = event;
        }
        if (next == null || !next.name().equals(event.name())) {
            lines.add("Starting stage: " + event.name());
            open.push(event);
        } else if (next.isFinish()) {
            lines.add(shown(event, next, first));
        }
    }

    /** A finish that has no beginning, as of a log that was cut, says nothing. */
    private void finish(LogEvent event) {
        LogEvent begun = open.peek();
        if (begun == null || !begun.name().equals(event.name())) {
            return;
        }
        open.pop();
        if (first != null) {
            double seconds = seconds(begun, event);
            lines.add(
                    "Finished stage: (" + event.name() + ") " + number(seconds, 8) + " seconds\n");
            total += seconds;
        }
    }

    private void endBoot() {
        lines.add("Total Time: " + number(total, 3) + " seconds\n");
        boots.add(lines);
        lines = new ArrayList<>();
        first = null;
        total = 0;
    }

    private static double seconds(LogEvent from, LogEvent to) {
        return (to.micros() - from.micros()) / MICRO;
    }

    private String shown(LogEvent start, LogEvent finish, LogEvent boot) throws UsageException {
        var text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                String field = field(format.charAt(i + 1), start, finish, boot);
                if (field != null) {
                    text.append(field);
                    i++;
                    continue;
                }
            }
            text.append(c);
        }
        return text.toString();
    }

    private static @Nullable String field(
            char letter, LogEvent start, LogEvent finish, LogEvent boot) throws UsageException {
        return switch (letter) {
            case 'd' -> number(seconds(start, finish), 8);
            case 'E' -> number(seconds(boot, start), 8);
            case 't' -> {
                Double seconds = finish.seconds();
                yield number(seconds == null ? 0 : seconds, 8);
            }
            case 'I' -> indent(start.name());
            case 'D' -> named(finish, "description");
            case 'e' -> named(finish, "event_type");
            case 'l' -> named(finish, "level");
            case 'n' -> named(finish, "name");
            case 'o' -> named(finish, "origin");
            case 'r' -> named(finish, "result");
            case 'T' -> named(finish, "total_time");
            default -> null;
        };
    }

    private static String named(LogEvent event, String field) throws UsageException {
        if (event.fields().get(field) instanceof Scalar scalar) {
            return scalar.display();
        }
        throw new UsageException(
                "the events of this log have no " + field, "Leave it out of --format.");
    }

    private static String indent(String name) {
        int slashes = 0;
        for (int i = 0; i < name.length(); i++) {
            slashes += name.charAt(i) == '/' ? 1 : 0;
        }
        return "|" + " ".repeat(Math.max(0, slashes - 1)) + "`->";
    }

    /** Five places, rounded as C does it: half to even, of the number as it is in binary. */
    static String number(double value, int width) {
        String digits = new BigDecimal(value).setScale(5, RoundingMode.HALF_EVEN).toPlainString();
        boolean negative = digits.startsWith("-");
        String magnitude = negative ? digits.substring(1) : digits;
        int zeros = Math.max(0, width - digits.length());
        return (negative ? "-" : "") + "0".repeat(zeros) + magnitude;
    }
}
