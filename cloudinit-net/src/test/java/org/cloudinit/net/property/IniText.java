package org.cloudinit.net.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A file of sections and keys, read as strictly as can be: no line that is neither, no key outside
 * of a section or twice in one, no blank around a key.
 *
 * @param sections in order
 */
record IniText(List<Section> sections) {
    /** A section with its lines {@code key=value}. */
    record Section(String name, List<String> lines) {
        /** Values of a key. */
        List<String> values(String key) {
            return lines.stream()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .toList();
        }
    }

    /**
     * Reads a text.
     *
     * @param many keys and sections that may come several times
     * @throws AssertionError with the line that is wrong
     */
    static IniText read(String text, Set<String> many) {
        var sections = new ArrayList<Section>();
        for (String line : text.lines().toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                String name = line.substring(1, line.length() - 1);
                boolean twice = sections.stream().anyMatch(each -> each.name.equals(name));
                demand(line.endsWith("]") && (!twice || many.contains(name)), line, text);
                sections.add(new Section(name, new ArrayList<>()));
                continue;
            }
            int equals = line.indexOf('=');
            demand(equals > 0 && !sections.isEmpty(), line, text);
            String key = line.substring(0, equals);
            Section section = sections.getLast();
            demand(key.equals(key.strip()) && key.indexOf(' ') < 0, line, text);
            demand(section.values(key).isEmpty() || many.contains(key), line, text);
            section.lines.add(line);
        }
        return new IniText(sections);
    }

    /** Values of a key in all sections of a name. */
    List<String> values(String section, String key) {
        var values = new ArrayList<String>();
        for (Section each : sections) {
            if (each.name.equals(section)) {
                values.addAll(each.values(key));
            }
        }
        return values;
    }

    private static void demand(boolean condition, String line, String text) {
        if (!condition) {
            throw new AssertionError("not well-formed: " + line + "\n" + text);
        }
    }
}
