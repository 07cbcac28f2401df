package org.cloudinit.api.distro;

import java.util.List;
import java.util.Objects;

/**
 * What differs between distributions, as data.
 *
 * @param name as in {@code system_info.distro}: {@code debian}
 * @param family {@code osfamily} of the reference: {@code debian}, {@code redhat}, {@code suse}, …
 * @param renderers network renderers in order of preference where the configuration names none
 * @param hostnameFile where the host name is kept
 * @param hostnameStyle how that file holds it
 */
public record DistroProfile(
        String name,
        String family,
        List<String> renderers,
        String hostnameFile,
        HostnameStyle hostnameStyle) {
    public DistroProfile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(family, "family");
        renderers = List.copyOf(renderers);
        Objects.requireNonNull(hostnameFile, "hostnameFile");
        Objects.requireNonNull(hostnameStyle, "hostnameStyle");
    }

    /** How a distribution keeps its host name. */
    public enum HostnameStyle {
        /** A file with the short name on its first line that is no comment. */
        PLAIN,
        /** Through systemd's {@code hostnamectl}; the fully qualified name is preferred. */
        HOSTNAMECTL,
        /** {@code HOSTNAME=} in {@code /etc/sysconfig/network}. */
        SYSCONFIG
    }
}
