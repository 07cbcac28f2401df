package org.cloudinit.api.spi;

import java.util.Objects;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.Mounter;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * What a data source may look at. Detection reads and never writes.
 *
 * @param files the machine's files and block devices
 * @param mounter for a labelled drive whose file system cannot be read directly
 * @param documents reads YAML and JSON
 * @param config the merged system configuration
 * @param settings what {@code datasource.NAME} of the configuration holds, or the empty mapping
 * @param distro the distribution
 * @param kernelCommandLine text of the kernel's command line
 * @param systemUuid DMI system UUID in lower case, or null where the machine has none
 * @param seedDirectory folder under which seeds lie: {@code /var/lib/cloud/seed}
 * @param image path in this program's own file system of an image file that is to be used in place
 *     of a device, or null
 * @param reporter takes what is worth knowing though the source can be used
 */
public record SearchContext(
        HostFiles files,
        Mounter mounter,
        Documents documents,
        Mapping config,
        Mapping settings,
        DistroProfile distro,
        String kernelCommandLine,
        @Nullable String systemUuid,
        String seedDirectory,
        @Nullable String image,
        Reporter reporter) {
    public SearchContext {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(mounter, "mounter");
        Objects.requireNonNull(documents, "documents");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(distro, "distro");
        Objects.requireNonNull(kernelCommandLine, "kernelCommandLine");
        Objects.requireNonNull(seedDirectory, "seedDirectory");
        Objects.requireNonNull(reporter, "reporter");
    }
}
