package org.cloudinit.modules.disks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** What is mounted, as the kernel lists it ({@code util.parse_mount_info}). */
final class MountTable {
    private static final String FILE = "/proc/self/mountinfo";

    private MountTable() {}

    /**
     * A mount.
     *
     * @param device what is mounted
     * @param type type of the file system
     * @param point where
     */
    record Mount(String device, String type, String point) {}

    /** The mount that a path is on; null where the kernel does not tell. */
    static @Nullable Mount of(String path, HostFiles files) throws IOException {
        byte[] bytes = files.readIfPresent(FILE);
        return bytes == null
                ? null
                : of(path, new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }

    /** The last of those lines whose place is the longest that leads to the path. */
    static @Nullable Mount of(String path, List<String> lines) {
        Mount found = null;
        for (String line : lines) {
            List<String> words = List.of(line.strip().split("\\s+", -1));
            int dash = words.subList(Math.min(5, words.size()), words.size()).indexOf("-") + 5;
            if (dash < 5 || words.size() < dash + 3) {
                continue;
            }
            String point = words.get(4);
            if (leadsTo(point, path)
                    && (found == null || point.length() >= found.point().length())) {
                found = new Mount(words.get(dash + 2), words.get(dash + 1), point);
            }
        }
        return found;
    }

    private static boolean leadsTo(String point, String path) {
        return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
    }
}
