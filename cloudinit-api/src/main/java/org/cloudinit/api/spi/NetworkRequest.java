package org.cloudinit.api.spi;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * What a planner works from.
 *
 * @param files the machine's files; only read
 * @param kernelCommandLine text of the kernel's command line
 * @param config the merged configuration, with {@code network} and {@code system_info}
 * @param distro the distribution
 * @param dataSource the data source's word, asked for at most once, or null without data source
 * @param renderers the renderers that there are
 * @param documents reads YAML and JSON
 * @param reporter takes problems and decisions
 */
public record NetworkRequest(
        HostFiles files,
        String kernelCommandLine,
        Mapping config,
        DistroProfile distro,
        @Nullable DataSourceNetwork dataSource,
        List<NetworkRenderer> renderers,
        Documents documents,
        Reporter reporter) {
    public NetworkRequest {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(kernelCommandLine, "kernelCommandLine");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(distro, "distro");
        renderers = List.copyOf(renderers);
        Objects.requireNonNull(documents, "documents");
        Objects.requireNonNull(reporter, "reporter");
    }

    /** Asks the data source. */
    @FunctionalInterface
    public interface DataSourceNetwork {
        /** The source's configuration for these links, or null where it says nothing. */
        @Nullable NetworkConfig config(NicInventory nics);
    }
}
