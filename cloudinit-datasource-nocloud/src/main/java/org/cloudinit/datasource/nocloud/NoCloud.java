package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.Dependency;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.api.spi.UpdateEvent;
import org.cloudinit.datasource.nocloud.SeedFolder.HostFolder;
import org.cloudinit.datasource.nocloud.SeedReader.NoSeedException;
import org.jspecify.annotations.Nullable;

/**
 * Seeds ({@code DataSourceNoCloud} of the original): an instance's data in a folder, on a disk with
 * the label {@code cidata}, on the kernel command line, in SMBIOS or in the configuration.
 */
public final class NoCloud implements DataSource {
    static final String NAME = "NoCloud";

    /** For {@link java.util.ServiceLoader}. */
    public NoCloud() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Dependency> dependencies() {
        return Set.of(Dependency.FILESYSTEM);
    }

    @Override
    public Detection detect(SearchContext context) {
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

    /** The kernel command line and the seed folders are looked at, devices are not. */
    @Override
    public boolean confirms(InstanceData cached, SearchContext context) {
        String current = quickId(context);
        return current != null && current.equals(cached.id().value());
    }

    private static @Nullable String quickId(SearchContext context) {
        Mapping stated = SeedArguments.read(context.kernelCommandLine());
        if (stated != null && stated.has("instance-id")) {
            return stated.shown("instance-id");
        }
        var reader = new SeedReader(context.documents(), context.reporter());
        for (String path : SeedSearch.folders(context)) {
            try {
                Mapping metadata = reader.metadata(HostFolder.at(context.files(), path));
                if (metadata != null && metadata.has("instance-id")) {
                    return metadata.shown("instance-id");
                }
            } catch (IOException e) {
                // What cannot be read confirms nothing: the search reads it again, and says so.
                return null;
            }
        }
        return null;
    }

    /** The seed's word on the network, as it was found. */
    @Override
    public @Nullable NetworkConfig network(
            InstanceData data, NicInventory nics, Reporter reporter) {
        return switch (data.network()) {
            case null -> null;
            case NetworkStatement.Document said -> asWritten(said.document());
            case NetworkStatement.Eni said -> new NetworkConfig.Eni(said.text(), said.source());
            // No seed holds one; a record that was made elsewhere may.
            case NetworkStatement.NetworkData said ->
                    new NetworkConfig.NetworkData(said.document());
        };
    }

    /** The document may stand under a key {@code network}. */
    private static NetworkConfig asWritten(Mapping said) {
        Mapping document = said.get("network") instanceof Mapping inner ? inner : said;
        if (document.text("config", "").equals("disabled")) {
            return new NetworkConfig.Disabled();
        }
        return Scalar.integer(2).equals(document.get("version"))
                ? new NetworkConfig.V2(document)
                : new NetworkConfig.V1(document);
    }

    @Override
    public Set<UpdateEvent> supportedUpdates() {
        return Set.of(UpdateEvent.values());
    }

    @Override
    public Set<UpdateEvent> defaultUpdates() {
        return Set.of(UpdateEvent.BOOT_NEW_INSTANCE);
    }
}
