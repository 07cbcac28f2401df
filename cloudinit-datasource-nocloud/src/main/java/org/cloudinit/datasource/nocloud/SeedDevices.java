package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.media.BlockSource;
import org.cloudinit.media.MediaException;
import org.cloudinit.media.Probe;

/**
 * Which block devices hold ISO 9660 or FAT with the label of a seed, the last one first ({@code
 * _get_devices}). Superblocks are read here, no program is asked.
 */
final class SeedDevices {
    private static final String BLOCK = "/sys/class/block";

    private final HostFiles files;

    SeedDevices(HostFiles files) {
        this.files = files;
    }

    /** Whether a file system has the label: all in upper or all in lower case. */
    static boolean isLabelled(Probe found, String label) {
        return found instanceof Probe.Supported volume
                && (volume.label().equals(label.toUpperCase(Locale.ROOT))
                        || volume.label().equals(label.toLowerCase(Locale.ROOT))
                        || volume.bootLabel().equals(label));
    }

    /**
     * Paths of the devices.
     *
     * @throws IOException if the machine's devices cannot be listed
     */
    List<String> labelled(String label) throws IOException {
        var found = new ArrayList<String>();
        for (String name : names()) {
            String path = "/dev/" + name.replace('!', '/');
            // Opening a floppy drive waits for its motor; memory disks hold what the machine put
            // there.
            boolean skipped = name.startsWith("fd") || name.startsWith("ram") || isEmpty(name);
            if (!skipped && has(path, label)) {
                found.add(path);
            }
        }
        found.sort(Comparator.reverseOrder());
        return found;
    }

    private boolean has(String path, String label) {
        try (BlockSource source = BlockSource.open(files.resolve(path))) {
            return isLabelled(Probe.of(source), label);
        } catch (MediaException | IOException e) {
            // Most devices of a machine are something else; one that cannot be read has no label.
            return false;
        }
    }

    private boolean isEmpty(String name) {
        try {
            byte[] size = files.readIfPresent(BLOCK + "/" + name + "/size");
            return size != null && new String(size, StandardCharsets.US_ASCII).strip().equals("0");
        } catch (IOException e) {
            // Without a size the device itself has to say whether it can be read.
            return false;
        }
    }

    private List<String> names() throws IOException {
        List<String> names = files.list(BLOCK);
        if (!names.isEmpty()) {
            return names;
        }
        byte[] table = files.readIfPresent("/proc/partitions");
        var listed = new ArrayList<String>();
        if (table != null) {
            var lines = new StringTokenizer(new String(table, StandardCharsets.UTF_8), "\n");
            while (lines.hasMoreTokens()) {
                var columns = new StringTokenizer(lines.nextToken());
                if (columns.countTokens() == 4) {
                    String last = "";
                    while (columns.hasMoreTokens()) {
                        last = columns.nextToken();
                    }
                    if (!last.equals("name")) {
                        listed.add(last.replace('/', '!'));
                    }
                }
            }
        }
        return listed;
    }
}
