package org.cloudinit.dist.analyze;

import java.time.Year;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log ({@code parse_ci_logline}): of the program's own file, of syslog, or of the
 * journal.
 */
final class LogLine {
    private static final String AMAZON = " cloud-init[";
    private static final List<String> SEPARATORS = List.of(" - ", " [CLOUDINIT] ", AMAZON);
    private static final List<String> MARKS = List.of("start:", "finish:", "Cloud-init v.");

    /** What a stage's first line stands for. */
    private static final Map<String, String> STAGES =
            Map.of(
                    "finished", "finished running cloud-init",
                    "init-local", "starting search for local datasources",
                    "init-network", "searching for network datasources",
                    "init", "searching for network datasources",
                    "modules-config", "running config modules",
                    "modules-final", "finalizing modules",
                    "modules", "running modules for",
                    "single", "running single module ");

    /** A line that looks like an event and cannot be read as one. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;
    }

    private LogLine() {}

    /**
     * The event in a line; null where the line has none.
     *
     * @param year the year of times that have none
     * @throws UnreadableException if the line only looks like an event
     */
    static @Nullable LogEvent parse(String line, Year year) throws UnreadableException {
        String separator = first(line, SEPARATORS);
        if (first(line, MARKS) == null || separator == null) {
            return null;
        }
        String head = line.substring(0, line.indexOf(separator));
        String event = line.substring(head.length() + separator.length());
        if (event.contains(separator)) {
            throw new UnreadableException();
        }
        if (head.endsWith(":")) {
            List<String> words = words(head);
            head = String.join(" ", words.subList(0, words.size() - 1));
        }
        boolean amazon = separator.equals(AMAZON) && head.indexOf(',') < 0;
        Double time = LogTime.parse(time(head, amazon), year);
        if (time == null) {
            throw new UnreadableException();
        }
        return amazon ? event(afterFirstWord(event), time) : event(event, time);
    }

    private static @Nullable String first(String line, List<String> marks) {
        for (String mark : marks) {
            if (line.contains(mark)) {
                return mark;
            }
        }
        return null;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }

    /** What stands before the name of the host, if there is one. */
    private static String time(String head, boolean amazon) throws UnreadableException {
        int comma = head.indexOf(',');
        if (comma >= 0) {
            if (head.indexOf(',', comma + 1) >= 0) {
                throw new UnreadableException();
            }
            return head.substring(0, comma) + "," + words(head.substring(comma + 1)).getFirst();
        }
        if (amazon) {
            return head.strip();
        }
        String host = words(head).getLast();
        return head.substring(0, head.indexOf(host)).strip();
    }

    private static String afterFirstWord(String text) throws UnreadableException {
        String[] parts = text.strip().split("\\s+", 2);
        if (parts.length < 2) {
            throw new UnreadableException();
        }
        return parts[1];
    }

    private static @Nullable LogEvent event(String text, double time) throws UnreadableException {
        if (text.contains("Cloud-init v.")) {
            return text.contains("running") ? stage(text, time) : null;
        }
        List<String> words = words(text);
        if (words.size() < 3) {
            throw new UnreadableException();
        }
        String name = words.get(2);
        String description = between(text, name).strip();
        String type = withoutColons(words.get(1));
        if (!type.equals("finish")) {
            return event(withoutColons(name), description, time, type, null);
        }
        int colon = description.indexOf(':');
        String result = colon < 0 ? description : description.substring(0, colon);
        if (result.isEmpty()) {
            throw new UnreadableException();
        }
        String rest = between(description, result).replaceFirst("^:+", "").strip();
        return event(withoutColons(name), rest, time, type, result);
    }

    /** {@code Cloud-init v. 26.2 running 'init-local' at Fri, …}. */
    private static LogEvent stage(String text, double time) throws UnreadableException {
        String[] parts = between(text, "running").stripLeading().split(" at ", -1);
        if (parts.length != 2) {
            throw new UnreadableException();
        }
        String name = parts[0].replace("'", "").replace(':', '-');
        name = name.equals("init") ? "init-network" : name;
        String description = STAGES.get(name);
        if (description == null) {
            throw new UnreadableException();
        }
        return event(name, description, time, "start", null);
    }

    /** What stands between a word's first and second place in a text. */
    private static String between(String text, String word) {
        int from = text.indexOf(word) + word.length();
        int to = text.indexOf(word, from);
        return to < 0 ? text.substring(from) : text.substring(from, to);
    }

    private static String withoutColons(String word) {
        return word.replaceFirst(":+$", "");
    }

    private static LogEvent event(
            String name, String description, double time, String type, @Nullable String result) {
        Mapping.Builder fields =
                Mapping.builder()
                        .put("name", name)
                        .put("description", description)
                        .put("timestamp", new Scalar.Real(time, Origin.BUILT_IN))
                        .put("origin", "cloudinit")
                        .put("event_type", type);
        if (result != null) {
            fields.put("result", result);
        }
        return new LogEvent(fields.build());
    }
}
