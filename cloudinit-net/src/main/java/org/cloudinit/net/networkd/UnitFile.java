package org.cloudinit.net.networkd;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A file of systemd-networkd while it is put together: all sorted, no line twice. */
final class UnitFile {
    /** Sections by name, then by a part of the name that is not written: some are there often. */
    private final Map<String, Map<String, TreeSet<String>>> sections = new TreeMap<>();

    /** Adds a line to a section that is there once. */
    void add(String section, String key, String value) {
        add(section, "", key, value);
    }

    /**
     * Adds a line to one of several sections of a name.
     *
     * @param part tells the sections apart, and orders them
     */
    void add(String section, String part, String key, String value) {
        sections.computeIfAbsent(section, name -> new TreeMap<>())
                .computeIfAbsent(part, name -> new TreeSet<>())
                .add(key + "=" + value);
    }

    /** The text: sections apart by an empty line. */
    String write() {
        var texts = new ArrayList<String>();
        sections.forEach(
                (name, parts) -> {
                    for (TreeSet<String> lines : parts.values()) {
                        texts.add("[" + name + "]\n" + String.join("\n", lines));
                    }
                });
        return String.join("\n\n", texts) + "\n";
    }
}
