package org.cloudinit.core.state;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.Problem;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.config.ConfigSources;
import org.cloudinit.core.config.InstanceConfigs;
import org.cloudinit.core.config.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * A machine's configuration as it stands, from the kernel's command line down to what is built in,
 * with what the last boot's user-data left ({@code read_cfg_paths}).
 *
 * @param merged all of it
 * @param paths where state is kept
 * @param problems sources that were left out, and why
 */
public record MachineConfig(Mapping merged, CloudPaths paths, List<Problem> problems) {
    private static final String LAST_INSTANCE = "/var/lib/cloud/instance";

    public MachineConfig {
        Objects.requireNonNull(merged, "merged");
        Objects.requireNonNull(paths, "paths");
        problems = List.copyOf(problems);
    }

    /**
     * Reads it. Never throws for what a source holds.
     *
     * @param environmentFile the file that {@code CLOUD_CFG} names, or null
     */
    public static MachineConfig read(HostFiles files, @Nullable String environmentFile) {
        var problems = new Problems();
        Documents documents = new TextDocuments();
        ConfigSources sources =
                ConfigSources.read(List.of(), environmentFile, files, documents, problems);
        var config =
                new SystemConfig(
                        sources.merged(
                                InstanceConfigs.read(LAST_INSTANCE, files, documents, problems),
                                Mapping.EMPTY,
                                problems));
        return new MachineConfig(config.merged(), config.paths(), problems.all());
    }

    /** Whether a machine is a container, whose kernel is its host's. */
    public static boolean isContainer(HostFiles files) {
        return BootStatus.isContainer(files);
    }
}
