package org.cloudinit.api.spi;

import java.util.Objects;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.NicInventory;

/**
 * What a renderer may look at.
 *
 * @param files the machine's files; only read
 * @param distro the distribution
 * @param options the renderer's own settings: those of the distribution ({@link
 *     DistroProfile#optionsOf}), under the keys of the reference: {@code eni_path}, {@code flavor},
 *     …
 * @param nics links of the machine
 */
public record RenderContext(
        HostFiles files, DistroProfile distro, Mapping options, NicInventory nics) {
    public RenderContext {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(distro, "distro");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(nics, "nics");
    }
}
