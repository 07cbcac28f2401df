package org.cloudinit.dist.analyze;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.UsageException;

/** The texts of {@code analyze show}, {@code blame} and {@code dump}. */
final class Report {
    private static final String SHOW = "%I%D @%Es +%ds";
    private static final String BLAME = "     %ds (%n)";
    private static final Pattern TIMED = Pattern.compile("^\\s+\\d+\\.\\d+");

    private Report() {}

    /** What happened, in order, with the times. */
    static String show(Call call) throws IOException, UsageException {
        String format = call.options().last("--format", SHOW);
        var text = new StringBuilder();
        List<List<String>> boots = BootRecords.of(LogEvents.read(call), format);
        for (int i = 0; i < boots.size(); i++) {
            text.append(title(i));
            text.append("The total time elapsed since completing an event is printed after the");
            text.append(" \"@\" character.\n");
            text.append("The time the event takes is printed after the \"+\" character.\n\n");
            text.append(String.join("\n", boots.get(i))).append('\n');
        }
        return text.append(end(boots)).toString();
    }

    /** What took longest comes first. */
    static String blame(Call call) throws IOException, UsageException {
        var text = new StringBuilder();
        List<List<String>> boots = BootRecords.of(LogEvents.read(call), BLAME);
        for (int i = 0; i < boots.size(); i++) {
            var timed = new ArrayList<String>();
            for (String line : boots.get(i)) {
                if (TIMED.matcher(line).find()) {
                    timed.add(line);
                }
            }
            timed.sort(Collections.reverseOrder());
            text.append(title(i)).append(String.join("\n", timed)).append("\n\n");
        }
        return text.append(end(boots)).toString();
    }

    /** The events as JSON. */
    static String dump(Call call) throws IOException, UsageException {
        var events = new ArrayList<ConfigTree>();
        for (LogEvent event : LogEvents.read(call)) {
            events.add(event.fields());
        }
        return JsonWriter.write(new Sequence(events, Origin.BUILT_IN)) + "\n";
    }

    private static String title(int index) {
        return "-- Boot Record " + (index < 9 ? "0" : "") + (index + 1) + " --\n";
    }

    private static String end(List<List<String>> boots) {
        return boots.size() + " boot records analyzed\n";
    }
}
