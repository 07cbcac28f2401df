package org.cloudinit.dist.analyze;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.JsonReader;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.UsageException;

/** The events of a log file, or of what {@code analyze dump} made of one. */
final class LogEvents {
    private static final String USUAL = "/var/log/cloud-init.log";

    private LogEvents() {}

    /**
     * Reads the file that the call names; by default the machine's log.
     *
     * @throws IOException if it cannot be read or is empty
     */
    static List<LogEvent> read(Call call) throws IOException, UsageException {
        String named = call.options().last("--infile");
        byte[] bytes;
        if (named == null) {
            bytes = call.machine().root().read(USUAL);
        } else if (named.equals("-")) {
            bytes = call.terminal().in().readAllBytes();
        } else {
            try {
                Path path = Path.of(named);
                if (Files.isDirectory(path)) {
                    throw new IOException(named + " is a folder");
                }
                bytes = Files.readAllBytes(path);
            } catch (InvalidPathException e) {
                throw new UsageException("'" + named + "' is no path", "Name a file.");
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new IOException((named == null ? USUAL : named) + " is empty");
        }
        List<LogEvent> dumped = dumped(text);
        return dumped.isEmpty() ? lines(text, call.terminal().err()) : dumped;
    }

    /** The events of a JSON document; none where the text is a log. */
    private static List<LogEvent> dumped(String text) {
        var events = new ArrayList<LogEvent>();
        if (!text.stripLeading().startsWith("[")) {
            return events;
        }
        try {
            if (JsonReader.read(text, "events") instanceof Sequence list) {
                for (ConfigTree item : list) {
                    if (item instanceof Mapping fields) {
                        events.add(new LogEvent(fields));
                    }
                }
            }
        } catch (MalformedException _) {
            // A log may begin with a bracket too.
        }
        return events;
    }

    private static List<LogEvent> lines(String text, PrintStream err) {
        Year year = Year.now(ZoneOffset.UTC);
        var events = new ArrayList<LogEvent>();
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            try {
                LogEvent event = LogLine.parse(line, year);
                if (event != null) {
                    events.add(event);
                }
            } catch (LogLine.UnreadableException _) {
                err.println("cloud-init analyze: line " + number + " is no event; left out.");
            }
        }
        return events;
    }
}
