package org.cloudinit.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.spi.NetworkRenderer;

/**
 * For what a configuration is rendered.
 *
 * @param renderer who writes the files
 * @param distro whose paths and headers they have
 * @param nics links of the machine; none where they are not known
 * @param files what is on the machine already; only read
 */
public record RenderTarget(
        NetworkRenderer renderer, DistroProfile distro, NicInventory nics, HostFiles files) {
    public RenderTarget {
        Objects.requireNonNull(renderer, "renderer");
        Objects.requireNonNull(distro, "distro");
        Objects.requireNonNull(nics, "nics");
        Objects.requireNonNull(files, "files");
    }

    /**
     * A machine of which nothing else is known: no file is on it, and the one program that
     * renderers ask for is, which is {@code ip}.
     *
     * @param renderer {@code eni}, {@code netplan}, {@code networkd}, {@code network-manager} or
     *     {@code sysconfig}
     * @param distro as in {@code system_info.distro}: {@code debian}
     * @param nics its links
     * @throws IllegalArgumentException if there is no such renderer
     */
    public static RenderTarget of(String renderer, String distro, NicInventory nics) {
        var names = new ArrayList<String>();
        List<NetworkRenderer> renderers = NetworkConversion.renderers();
        for (NetworkRenderer candidate : renderers) {
            if (candidate.name().equals(renderer)) {
                return of(candidate, distro, nics);
            }
            names.add(candidate.name());
        }
        throw new IllegalArgumentException(
                "no renderer " + renderer + "; there are " + String.join(", ", names));
    }

    /** The same with a renderer at hand. */
    public static RenderTarget of(NetworkRenderer renderer, String distro, NicInventory nics) {
        return new RenderTarget(renderer, Distros.of(distro), nics, new BareMachine());
    }
}
