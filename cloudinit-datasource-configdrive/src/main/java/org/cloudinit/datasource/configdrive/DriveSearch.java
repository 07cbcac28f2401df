package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.media.BlockSource;
import org.cloudinit.media.MediaException;
import org.cloudinit.media.Probe;
import org.cloudinit.media.Volume;
import org.jspecify.annotations.Nullable;

/**
 * One search for a config drive. Content decides: a label makes a device be looked at first, no
 * more. What was looked at, and why it was passed over, becomes a decision record.
 */
final class DriveSearch {
    /** Names in the reason for an absence; the decision record has them all. */
    private static final int MOST_NAMED = 8;

    private final SearchContext context;
    private final DriveReader reader;
    private final List<Decision.Candidate> verdicts = new ArrayList<>();
    private final List<Problem> broken = new ArrayList<>();

    DriveSearch(SearchContext context) {
        this.context = context;
        this.reader = new DriveReader(context.documents(), context.reporter());
    }

    /**
     * A drive that was found.
     *
     * @param drive what it holds
     * @param source path of the folder or device
     * @param disk whether that is a disk or its image
     */
    record Hit(Drive drive, String source, boolean disk) {}

    /** Searches, and reports the decision; null if there is no drive that can be used. */
    @Nullable Hit run() {
        String image = context.image();
        Hit hit = image == null ? inMachine() : inImage(image);
        if (hit != null) {
            verdicts.add(new Decision.Candidate(hit.source(), "holds a config drive"));
            for (Problem problem : broken) {
                context.reporter().report(problem);
            }
        }
        context.reporter()
                .decided(
                        new Decision(
                                "config drive",
                                verdicts,
                                hit == null ? null : hit.source(),
                                hit == null
                                        ? "nothing holds a config drive that can be used"
                                        : "it is the first that holds a config drive"));
        return hit;
    }

    /** What a search without a hit means: a drive that cannot be used, or none. */
    Detection nothing() {
        if (!broken.isEmpty()) {
            for (Problem problem : broken.subList(1, broken.size())) {
                context.reporter().report(problem);
            }
            return new Detection.Unusable(broken.getFirst());
        }
        if (verdicts.isEmpty()) {
            return new Detection.Absent("no seed folder, no /config-drive, no block device");
        }
        var reason = new StringBuilder("nothing holds a config drive:");
        int named = 0;
        for (Decision.Candidate verdict : verdicts) {
            if (named++ == MOST_NAMED) {
                reason.append(" and ").append(verdicts.size() - MOST_NAMED).append(" more");
                break;
            }
            reason.append(' ').append(verdict.name()).append(" (").append(verdict.verdict());
            reason.append(')').append(named < verdicts.size() ? "," : "");
        }
        return new Detection.Absent(reason.toString());
    }

    private @Nullable Hit inMachine() {
        for (String seed : List.of(context.seedDirectory() + "/config_drive", "/config-drive")) {
            Hit hit = context.files().isDirectory(seed) ? inSeed(seed) : null;
            if (hit != null) {
                return hit;
            }
        }
        return onDevices();
    }

    /** A seed folder is put there on purpose, so one that holds no drive is worth a word. */
    private @Nullable Hit inSeed(String seed) {
        int brokenBefore = broken.size();
        Hit hit = in(new HostFolder(context.files(), seed, seed), false);
        if (hit == null && broken.size() == brokenBefore) {
            context.reporter()
                    .report(
                            Problem.warning(
                                    "config-drive.not-a-drive",
                                    "reading the config drive",
                                    Origin.of(seed),
                                    verdicts.getLast().verdict(),
                                    "Put the drive's files there, or remove the folder"));
        }
        return hit;
    }

    private @Nullable Hit onDevices() {
        BlockDevices devices;
        try {
            devices = BlockDevices.of(context.files(), context.config().texts("datasource_list"));
        } catch (IOException e) {
            verdicts.add(new Decision.Candidate("block devices", DriveParts.reason(e)));
            return null;
        }
        verdicts.addAll(devices.passedOver());
        for (BlockDevices.Candidate candidate : devices.candidates()) {
            Hit hit = on(candidate);
            if (hit != null) {
                return hit;
            }
        }
        return null;
    }

    private @Nullable Hit on(BlockDevices.Candidate candidate) {
        String path = candidate.path();
        try {
            return switch (candidate.found()) {
                case Probe.Supported _ -> {
                    try (BlockSource source = BlockSource.open(context.files().resolve(path))) {
                        yield in(new VolumeFolder(Volume.open(source), path), true);
                    }
                }
                case Probe.Other other -> {
                    DriveReading reading =
                            context.mounter()
                                    .mounted(
                                            path,
                                            other.type(),
                                            folder ->
                                                    reader.read(new HostFolder(folder, "", path)));
                    yield judge(reading, path, true);
                }
                case Probe.Unknown _ -> null;
            };
        } catch (MediaException e) {
            return passOver(path, DriveParts.reason(e));
        } catch (IOException e) {
            return passOver(path, DriveParts.reason(e));
        }
    }

    private @Nullable Hit inImage(String image) {
        try {
            Path path = Path.of(image);
            if (Files.isDirectory(path)) {
                return orRefuse(image, in(LocalFolder.of(path), false));
            }
            try (BlockSource source = BlockSource.open(path)) {
                return orRefuse(image, new ImageSearch(this, image).run(source));
            }
        } catch (MediaException e) {
            return refuse(image, DriveParts.reason(e));
        } catch (InvalidPathException e) {
            return refuse(image, "it is no path: " + e.getReason());
        } catch (IOException e) {
            return refuse(image, DriveParts.reason(e));
        }
    }

    /** An image that was named and holds no drive is an error, not an absence. */
    private @Nullable Hit orRefuse(String image, @Nullable Hit hit) {
        if (hit == null && broken.isEmpty()) {
            String why = verdicts.isEmpty() ? "it is empty" : verdicts.getLast().verdict();
            return refuse(image, why);
        }
        return hit;
    }

    private @Nullable Hit refuse(String image, String why) {
        broken.add(
                Problem.warning(
                        "config-drive.not-a-drive",
                        "reading the config drive",
                        Origin.of(image),
                        why,
                        "Name an image or a folder that holds openstack/latest/meta_data.json"));
        return passOver(image, why);
    }

    /** Reads a folder; null, and a verdict, where it is no drive or a broken one. */
    @Nullable Hit in(DriveFolder folder, boolean disk) {
        return judge(reader.read(folder), folder.source(), disk);
    }

    private @Nullable Hit judge(DriveReading reading, String source, boolean disk) {
        return switch (reading) {
            case DriveReading.Complete found -> new Hit(found.drive(), source, disk);
            case DriveReading.None none -> passOver(source, none.reason());
            case DriveReading.Broken unusable -> {
                broken.add(unusable.problem());
                yield passOver(source, unusable.problem().message());
            }
        };
    }

    /** Notes why something was passed over; for the convenience of callers the answer is null. */
    @Nullable Hit passOver(String name, String why) {
        verdicts.add(new Decision.Candidate(name, why));
        return null;
    }
}
