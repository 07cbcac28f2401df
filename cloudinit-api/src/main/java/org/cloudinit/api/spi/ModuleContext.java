package org.cloudinit.api.spi;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Reporter;

/**
 * What a config module works with.
 *
 * @param config the configuration with user-data and vendor-data merged in
 * @param arguments arguments from the module list
 * @param instance the instance
 * @param paths where state is kept, the instance's folder among it
 * @param distro the distribution
 * @param host the machine
 * @param documents reads and writes YAML and JSON
 * @param templates renders the distribution's templates
 * @param reporter takes problems
 */
public record ModuleContext(
        Mapping config,
        List<ConfigTree> arguments,
        InstanceData instance,
        CloudPaths paths,
        DistroProfile distro,
        Host host,
        Documents documents,
        TemplateEngine templates,
        Reporter reporter) {
    public ModuleContext {
        Objects.requireNonNull(config, "config");
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(paths, "paths");
        Objects.requireNonNull(distro, "distro");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(documents, "documents");
        Objects.requireNonNull(templates, "templates");
        Objects.requireNonNull(reporter, "reporter");
    }
}
