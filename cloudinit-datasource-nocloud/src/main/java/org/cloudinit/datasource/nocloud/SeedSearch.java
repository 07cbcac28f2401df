package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.datasource.nocloud.SeedFolder.HostFolder;
import org.cloudinit.datasource.nocloud.SeedFolder.VolumeFolder;
import org.cloudinit.datasource.nocloud.SeedReader.NoSeedException;
import org.cloudinit.media.BlockSource;
import org.cloudinit.media.MediaException;
import org.cloudinit.media.Probe;
import org.cloudinit.media.Volume;

/**
 * One search for seeds, in the original's order ({@code DataSourceNoCloud._get_data}). What was
 * looked at becomes a decision record.
 */
final class SeedSearch {
    private final SearchContext context;
    private final SeedReader reader;
    private final SmBios smBios;
    private final List<Decision.Candidate> verdicts = new ArrayList<>();
    private Gathered gathered = Gathered.NOTHING;

    SeedSearch(SearchContext context) {
        this.context = context;
        this.reader = new SeedReader(context.documents(), context.reporter());
        this.smBios = new SmBios(context.files());
    }

    /** The folders of the machine in which a seed may lie; the first that holds one counts. */
    static List<String> folders(SearchContext context) {
        return List.of(
                context.seedDirectory() + "/nocloud", context.seedDirectory() + "/nocloud-net");
    }

    /** Looks at every place; nothing is gathered where there is no seed. */
    Gathered run() {
        addArguments("dmi", smBios.serial());
        addArguments("cmdline", context.kernelCommandLine());
        for (String folder : folders(context)) {
            if (addFolder(folder)) {
                break;
            }
        }
        addConfiguration();
        ConfigTree label = context.settings().get("fs_label");
        if (label == null) {
            addDrive("cidata");
        } else if (label instanceof Scalar scalar && !(label instanceof Scalar.Null)) {
            addDrive(scalar.display());
        }
        boolean nothing = gathered.places().isEmpty();
        context.reporter()
                .decided(
                        new Decision(
                                "seed",
                                verdicts,
                                nothing ? null : String.join(",", gathered.places()),
                                nothing
                                        ? "no place holds a seed"
                                        : "of meta-data the first counts, of the rest the last"));
        return gathered;
    }

    /** Why there is no seed, in one clause. */
    String absence() {
        var reason = new StringBuilder("no seed in ");
        reason.append(String.join(", ", folders(context)));
        reason.append(", on the kernel command line, in SMBIOS or on a labelled device");
        for (Decision.Candidate verdict : verdicts) {
            reason.append("; ").append(verdict.name()).append(": ").append(verdict.verdict());
        }
        return reason.toString();
    }

    private void addArguments(String place, String line) {
        Mapping metadata = line.contains("ds=nocloud") ? SeedArguments.read(line) : null;
        if (metadata != null) {
            add(place, Seed.of(metadata));
        }
    }

    private void add(String place, Seed seed) {
        gathered = gathered.with(place, seed);
        verdicts.add(new Decision.Candidate(place, "holds a seed"));
    }

    private boolean addFolder(String path) {
        return context.files().isDirectory(path)
                && addFrom(path, HostFolder.at(context.files(), path));
    }

    /** Reads a place; where it holds no seed, says so. */
    private boolean addFrom(String place, SeedFolder folder) {
        try {
            add(place, reader.read(folder));
            return true;
        } catch (NoSeedException e) {
            return passOver(place, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return passOver(place, SeedReader.reason(e));
        }
    }

    /** The configuration of the data source may be a seed itself, or name one. */
    private void addConfiguration() {
        Mapping settings = context.settings();
        ConfigTree seedFrom = settings.get("seedfrom");
        if (seedFrom != null && seedFrom.truthy()) {
            gathered = gathered.withSeedFrom(seedFrom);
            verdicts.add(new Decision.Candidate("ds_config_seedfrom", "names a seed"));
        }
        ConfigTree userData = settings.get(SeedReader.USER_DATA);
        ConfigTree metadata = settings.get(SeedReader.META_DATA);
        if (userData != null && metadata != null) {
            add("ds_config", ConfiguredSeed.of(settings, userData, metadata, reader));
        }
    }

    private void addDrive(String label) {
        String image = context.image();
        if (image != null) {
            addImage(image, label);
            return;
        }
        List<String> devices;
        try {
            devices = new SeedDevices(context.files()).labelled(label);
        } catch (IOException e) {
            passOver("block devices", SeedReader.reason(e));
            return;
        }
        for (String device : devices) {
            try (BlockSource source = BlockSource.open(context.files().resolve(device))) {
                if (addFrom(device, new VolumeFolder(Volume.open(source), device))) {
                    return;
                }
                context.reporter().report(notASeed(device, label));
            } catch (MediaException e) {
                passOver(device, e.problem());
            } catch (IOException e) {
                passOver(device, SeedReader.reason(e));
            }
        }
    }

    /** An image that was named stands for all devices; most are of another kind. */
    private void addImage(String image, String label) {
        try {
            Path path = Path.of(image);
            if (!Files.isDirectory(path)) {
                try (BlockSource source = BlockSource.open(path)) {
                    if (SeedDevices.isLabelled(Probe.of(source), label)) {
                        addFrom(image, new VolumeFolder(Volume.open(source), image));
                    }
                }
            }
        } catch (MediaException e) {
            passOver(image, e.problem());
        } catch (InvalidPathException e) {
            passOver(image, "it is no path");
        }
    }

    private Problem notASeed(String device, String label) {
        return Problem.warning(
                "nocloud.not-a-seed",
                "reading the seed",
                Origin.of(device),
                "it has the label " + label + ", but " + verdicts.getLast().verdict(),
                "Put user-data and meta-data on it, or change the label.");
    }

    private boolean passOver(String place, String why) {
        verdicts.add(new Decision.Candidate(place, why));
        return false;
    }

    /**
     * The place that {@code seedfrom} names.
     *
     * @throws NoSeedException if it holds no seed
     * @throws IOException if it cannot be read
     */
    Gathered follow(Gathered all, String seedFrom) throws NoSeedException, IOException {
        String place = SeedFrom.withFields(seedFrom, smBios, context.reporter());
        return all.from(place, reader.read(SeedFrom.folder(context.files(), place)));
    }
}
