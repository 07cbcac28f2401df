package org.cloudinit.api.spi;

import java.util.Objects;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Reporter;

/**
 * What a part handler may use.
 *
 * @param root where it writes
 * @param processes starts programs
 * @param documents reads and writes YAML and JSON
 * @param config the merged configuration
 * @param instance the instance
 * @param paths where state is kept, the instance's folder among it
 * @param origin {@code user-data}, {@code vendor-data} or {@code vendor-data2}
 * @param reporter takes problems
 */
public record HandlerContext(
        HostRoot root,
        ProcessRunner processes,
        Documents documents,
        Mapping config,
        InstanceData instance,
        CloudPaths paths,
        String origin,
        Reporter reporter) {
    public HandlerContext {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(processes, "processes");
        Objects.requireNonNull(documents, "documents");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(paths, "paths");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(reporter, "reporter");
    }
}
