package org.cloudinit.core.config;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.CloudPaths;

/**
 * The configuration as it stands at one moment of the stage.
 *
 * @param merged all of it, {@code system_info} included
 */
public record SystemConfig(Mapping merged) {
    /** Where the state that outlives a boot is, unless the configuration moves it. */
    public static final String CLOUD = "/var/lib/cloud";

    /** Where the state of a boot is, unless the configuration moves it. */
    public static final String RUN = "/run/cloud-init";

    /** What modules, handlers and instance-data see: all but {@code system_info}. */
    public Mapping restricted() {
        return merged.without("system_info");
    }

    /** {@code system_info}; the empty mapping where it is none. */
    public Mapping system() {
        return merged.mapping("system_info");
    }

    /** Name of the distribution. */
    public String distro() {
        return system().text("distro", "ubuntu");
    }

    /** Where state is kept; what is no absolute path is left at its default. */
    public CloudPaths paths() {
        Mapping paths = system().mapping("paths");
        return new CloudPaths(
                path(paths, "cloud_dir", CLOUD),
                path(paths, "run_dir", RUN),
                path(paths, "templates_dir", "/etc/cloud/templates"),
                null);
    }

    private static String path(Mapping paths, String key, String otherwise) {
        ConfigTree value = paths.get(key);
        return value instanceof Scalar.Text text && text.value().startsWith("/")
                ? text.value()
                : otherwise;
    }
}
