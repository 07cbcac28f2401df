package org.cloudinit.modules.disks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code /etc/fstab} ({@code parse_fstab}).
 *
 * @param kept lines of others, blank ones left out
 * @param devices what those lines mount
 * @param own lines that an earlier run left
 */
record Fstab(List<String> kept, Set<String> devices, List<String> own) {
    /** Marks the lines of this program. */
    static final String MARK = "comment=cloudconfig";

    Fstab {
        kept = List.copyOf(kept);
        devices = Set.copyOf(devices);
        own = List.copyOf(own);
    }

    static Fstab of(String text) {
        var kept = new ArrayList<String>();
        var devices = new HashSet<String>();
        var own = new ArrayList<String>();
        text.lines()
                .forEach(
                        line -> {
                            if (line.contains(MARK)) {
                                own.add(line);
                            } else if (!line.isBlank()) {
                                kept.add(line);
                                devices.add(unescape(line.strip().split("\\s+", 2)[0]));
                            }
                        });
        return new Fstab(kept, devices, own);
    }

    /** The file's text with other lines of this program. */
    String with(List<String> lines) {
        var all = new ArrayList<>(kept);
        all.addAll(lines);
        return String.join("\n", all) + "\n";
    }

    /** Whether those lines are other ones than an earlier run left. */
    boolean differs(List<String> lines) {
        return !new HashSet<>(spaced(own)).equals(new HashSet<>(spaced(lines)));
    }

    private static List<String> spaced(List<String> lines) {
        var spaced = new ArrayList<String>(lines.size());
        lines.forEach(line -> spaced.add(line.replace('\t', ' ')));
        return spaced;
    }

    /** A field with what would end it written in octal. */
    static String escape(String field) {
        return field.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }

    private static String unescape(String field) {
        return field.replace("\\012", "\n")
                .replace("\\011", "\t")
                .replace("\\040", " ")
                .replace("\\134", "\\");
    }
}
