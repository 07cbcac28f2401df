package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.Decision;
import org.cloudinit.media.BlockSource;
import org.cloudinit.media.MediaException;
import org.cloudinit.media.Probe;
import org.jspecify.annotations.Nullable;

/**
 * Which block devices may be a config drive, likeliest first ({@code find_candidate_devs} of the
 * original): those with the label, then ISO 9660 and FAT on whole disks; within each the last disk
 * first, because Nova attaches the drive last. Superblocks are read here, no program is asked.
 */
final class BlockDevices {
    /** The label of a config drive, in the two spellings that drives have. */
    static boolean isLabel(String label) {
        return label.equals("config-2") || label.equals("CONFIG-2");
    }

    /**
     * A device that is worth opening.
     *
     * @param path its path in the machine
     * @param labelled whether its label says that it is a config drive
     * @param found what lies on it
     */
    record Candidate(String path, boolean labelled, Probe found) {}

    /** Labelled devices first, then in descending order of the path, as the original sorts. */
    private static final Comparator<Candidate> LIKELIEST_FIRST =
            new Comparator<>() {
                @Override
                public int compare(Candidate one, Candidate other) {
                    return one.labelled() == other.labelled()
                            ? other.path().compareTo(one.path())
                            : Boolean.compare(other.labelled(), one.labelled());
                }
            };

    private static final String BLOCK = "/sys/class/block";

    private final HostFiles files;
    private final List<Decision.Candidate> passedOver = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final IbmDrive ibm = new IbmDrive();

    private BlockDevices(HostFiles files) {
        this.files = files;
    }

    /**
     * Looks at every device of the machine.
     *
     * @param sources the configuration's {@code datasource_list}
     */
    static BlockDevices of(HostFiles files, List<String> sources) throws IOException {
        var devices = new BlockDevices(files);
        for (String name : devices.names()) {
            devices.look(name);
        }
        if (sources.contains(IbmDrive.SOURCE) && files.exists("/proc/xen")) {
            devices.leave(devices.ibm.path());
        }
        devices.candidates.sort(LIKELIEST_FIRST);
        return devices;
    }

    /** Devices worth opening, in the order in which to do so. */
    List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    /** The other devices, each with the reason why it is not worth opening. */
    List<Decision.Candidate> passedOver() {
        return List.copyOf(passedOver);
    }

    private List<String> names() throws IOException {
        List<String> names = files.list(BLOCK);
        if (!names.isEmpty()) {
            return names;
        }
        byte[] table = files.readIfPresent("/proc/partitions");
        var listed = new ArrayList<String>();
        if (table != null) {
            for (String line : new String(table, StandardCharsets.UTF_8).split("\n", -1)) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length == 4 && !columns[0].equals("major")) {
                    listed.add(columns[3].replace('/', '!'));
                }
            }
        }
        return listed;
    }

    private void look(String name) {
        String path = "/dev/" + name.replace('!', '/');
        // Opening a floppy drive waits for its motor; memory disks hold what the machine put there.
        if (name.startsWith("fd") || name.startsWith("ram")) {
            passedOver.add(new Decision.Candidate(path, "a floppy or memory disk"));
            return;
        }
        if (isEmpty(name)) {
            passedOver.add(new Decision.Candidate(path, "no medium in it"));
            return;
        }
        boolean partition = files.exists(BLOCK + "/" + name + "/partition");
        try (BlockSource source = BlockSource.open(files.resolve(path))) {
            judge(path, partition, Probe.of(source));
        } catch (MediaException e) {
            passedOver.add(new Decision.Candidate(path, DriveParts.reason(e)));
        } catch (IOException e) {
            passedOver.add(new Decision.Candidate(path, DriveParts.reason(e)));
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

    private void judge(String path, boolean partition, Probe found) {
        switch (found) {
            case Probe.Supported drive -> {
                ibm.consider(path, drive.label(), drive.uuid());
                boolean labelled = isLabel(drive.label());
                if (labelled || !partition) {
                    candidates.add(new Candidate(path, labelled, drive));
                } else {
                    reject(path, "a partition without the label config-2");
                }
            }
            case Probe.Other drive -> {
                ibm.consider(path, drive.label(), drive.uuid());
                if (isLabel(drive.label())) {
                    candidates.add(new Candidate(path, true, drive));
                } else {
                    reject(path, drive.type() + " without the label config-2");
                }
            }
            case Probe.Unknown _ -> reject(path, "no file system that is known");
        }
    }

    /** Leaves a device to the data source that it is made for. */
    private void leave(@Nullable String path) {
        for (Candidate candidate : candidates) {
            if (candidate.path().equals(path)) {
                candidates.remove(candidate);
                reject(candidate.path(), "a drive for data source " + IbmDrive.SOURCE);
                return;
            }
        }
    }

    private void reject(String path, String reason) {
        passedOver.add(new Decision.Candidate(path, reason));
    }
}
