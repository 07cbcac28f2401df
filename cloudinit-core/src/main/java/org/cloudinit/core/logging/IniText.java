package org.cloudinit.core.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;

/** Text in the form of Python's configparser: sections of keys and values. */
final class IniText {
    private IniText() {}

    /**
     * Reads sections.
     *
     * @param source name of the text in messages
     * @throws MalformedException for a line that is neither section, entry nor comment
     */
    static Map<String, Map<String, String>> sections(String text, String source) {
        var sections = new LinkedHashMap<String, Map<String, String>>();
        Map<String, String> section = null;
        String key = null;
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            boolean continued = Character.isWhitespace(lines[i].charAt(0));
            if (continued && key != null && section != null) {
                section.merge(key, line, IniText::joined);
            } else if (line.startsWith("[") && line.endsWith("]")) {
                section =
                        sections.computeIfAbsent(
                                line.substring(1, line.length() - 1), IniText::none);
                key = null;
            } else {
                int split = split(line);
                if (section == null || split <= 0) {
                    throw malformed(source, i + 1);
                }
                key = line.substring(0, split).strip().toLowerCase(java.util.Locale.ROOT);
                section.put(key, line.substring(split + 1).strip());
            }
        }
        return sections;
    }

    private static String joined(String one, String next) {
        return one + "\n" + next;
    }

    private static Map<String, String> none(String section) {
        return new LinkedHashMap<>();
    }

    private static int split(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        if (equals < 0 || colon < 0) {
            return Math.max(equals, colon);
        }
        return Math.min(equals, colon);
    }

    private static MalformedException malformed(String source, int line) {
        return new MalformedException(
                "logging.bad-config",
                "reading logging configuration",
                new Origin(source, line, 0),
                "the line is neither a section nor an entry",
                "Write [section] or key=value, as Python's logging.config reads it.");
    }
}
