package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.datasource.nocloud.SeedFolder.HostFolder;
import org.cloudinit.datasource.nocloud.SeedReader.NoSeedException;
import org.jspecify.annotations.Nullable;

/** Whether a machine has a seed, and what follows from it. */
final class SeedDetection {
    private SeedDetection() {}

    /** Looks for seeds, and for the place that they name. */
    static Detection run(SearchContext context) {
        var search = new SeedSearch(context);
        Gathered gathered = search.run();
        if (gathered.places().isEmpty()) {
            return new Detection.Absent(search.absence());
        }
        ConfigTree from = gathered.metadata().get("seedfrom");
        if (from == null) {
            return assembled(gathered, context);
        }
        if (!(from instanceof Scalar.Text text)) {
            return unusable(from.origin(), "seedfrom is a " + from.kind() + ", not a path");
        }
        if (!SeedFrom.isLocal(text.value())) {
            return new Detection.Absent(
                    SeedFrom.isRemote(text.value())
                            ? "seedfrom names a place in the network"
                            : "seedfrom names neither a path nor a place in the network");
        }
        try {
            return assembled(search.follow(gathered, text.value()), context);
        } catch (NoSeedException e) {
            return unusable(Origin.of(text.value()), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return unusable(Origin.of(text.value()), SeedReader.reason(e));
        }
    }

    private static Detection.Unusable unusable(Origin origin, String message) {
        return new Detection.Unusable(
                Problem.warning(
                        "nocloud.bad-seedfrom",
                        "reading the seed that seedfrom names",
                        origin,
                        message,
                        "Name a folder that holds user-data and meta-data."));
    }

    private static Detection assembled(Gathered gathered, SearchContext context) {
        Mapping metadata = Assembly.complete(gathered.metadata(), context.reporter());
        DsMode mode = Assembly.mode(metadata, context.reporter());
        return mode == DsMode.DISABLED
                ? new Detection.Absent("the seed is disabled by dsmode")
                : new Detection.Found(Assembly.data(gathered, metadata, mode, context.files()));
    }

    /** The instance-id that is told, as text, without looking at devices, or null. */
    static @Nullable String quickId(SearchContext context) {
        Mapping stated = SeedArguments.read(context.kernelCommandLine());
        if (stated != null && stated.has("instance-id")) {
            return stated.text("instance-id");
        }
        var reader = new SeedReader(context.documents(), context.reporter());
        for (String path : SeedSearch.folders(context)) {
            try {
                Mapping metadata = reader.metadata(HostFolder.at(context.files(), path));
                if (metadata != null && metadata.has("instance-id")) {
                    return metadata.text("instance-id");
                }
            } catch (IOException e) {
                // What cannot be read confirms nothing: the search reads it again, and says so.
                return null;
            }
        }
        return null;
    }
}
