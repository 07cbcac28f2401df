package org.cloudinit.datasource.nocloud;

import java.util.Set;
import org.cloudinit.api.config.Mapping;
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
import org.jspecify.annotations.Nullable;

/**
 * Seeds ({@code DataSourceNoCloud} of the original): an instance's data in a folder, on a disk with
 * the label {@code cidata}, on the kernel command line, in SMBIOS or in the configuration. Made at
 * every boot, and asked at few: what it does is in {@link SeedDetection}.
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
        return SeedDetection.run(context);
    }

    /** The kernel command line and the seed folders are looked at, devices are not. */
    @Override
    public boolean confirms(InstanceData cached, SearchContext context) {
        String current = SeedDetection.quickId(context);
        return current != null && current.equals(cached.id().value());
    }

    /** The seed's word on the network, as it was found. */
    @Override
    public @Nullable NetworkConfig network(
            InstanceData data, NicInventory nics, Reporter reporter) {
        NetworkStatement said = data.network();
        if (said instanceof NetworkStatement.Document written
                && written.document().get("network") instanceof Mapping
                && written.document().size() > 1) {
            reporter.report(beside(written.document()));
        }
        return said == null ? null : said.asConfig();
    }

    private static Problem beside(Mapping document) {
        return Problem.warning(
                "network.beside-network",
                "reading the seed's network configuration",
                document.origin(),
                "what stands beside network is read by nothing",
                "Move it into network, or remove it.");
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
