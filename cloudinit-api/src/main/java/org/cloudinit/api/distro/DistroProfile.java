package org.cloudinit.api.distro;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.config.Mapping;

/**
 * What differs between distributions, as data.
 *
 * @param name as in {@code system_info.distro}: {@code debian}
 * @param family {@code osfamily} of the reference: {@code debian}, {@code redhat}, {@code suse}, …
 * @param renderers network renderers in order of preference where the configuration names none
 * @param hostnameFile where the host name is kept
 * @param hostnameStyle how that file holds it
 * @param rendererOptions settings of the network renderers, by the renderer's name: paths, headers
 *     and flavours, under the keys of the reference's {@code renderer_configs}
 * @param moduleOptions what config modules need to know of the distribution, by the module's name,
 *     where that differs from the known distribution's row
 */
public record DistroProfile(
        String name,
        String family,
        List<String> renderers,
        String hostnameFile,
        HostnameStyle hostnameStyle,
        Map<String, Mapping> rendererOptions,
        Map<String, Mapping> moduleOptions) {
    public DistroProfile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(family, "family");
        renderers = List.copyOf(renderers);
        Objects.requireNonNull(hostnameFile, "hostnameFile");
        Objects.requireNonNull(hostnameStyle, "hostnameStyle");
        rendererOptions = Map.copyOf(rendererOptions);
        moduleOptions = Map.copyOf(moduleOptions);
    }

    /** A distribution whose rows are those of its name and family. */
    public DistroProfile(
            String name,
            String family,
            List<String> renderers,
            String hostnameFile,
            HostnameStyle hostnameStyle,
            Map<String, Mapping> rendererOptions) {
        this(name, family, renderers, hostnameFile, hostnameStyle, rendererOptions, Map.of());
    }

    /**
     * What a config module needs to know: what the profile states, else the known distribution's
     * row; empty where it has nothing of its own.
     */
    public Mapping moduleOptions(String module) {
        Mapping stated = moduleOptions.get(module);
        return stated == null ? ModuleRows.row(module, family, name) : stated;
    }

    /** Settings of one network renderer; empty where the distribution has none of its own. */
    public Mapping optionsOf(String renderer) {
        return rendererOptions.getOrDefault(renderer, Mapping.EMPTY);
    }

    /** How a distribution keeps its host name. */
    public enum HostnameStyle {
        /** A file with the short name on its first line that is no comment. */
        PLAIN,
        /**
         * Where systemd runs, {@code /etc/hostname}, as {@code hostnamectl} leaves it; else PLAIN.
         */
        HOSTNAMECTL,
        /**
         * The full name. Where systemd runs, {@code /etc/hostname}; else {@code HOSTNAME=} in the
         * file.
         */
        SYSCONFIG
    }
}
