package org.cloudinit.core;

import java.util.List;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.core.config.ConfigSources;

/** The system configuration for those who need it before, or without, a stage. */
public final class BaseConfig {
    private BaseConfig() {}

    /**
     * Everything that does not depend on the instance, merged: {@code --file}, the environment's
     * file, kernel command line, run-time configuration, {@code cloud.cfg} and its folder,
     * built-in.
     *
     * @param reporter takes what is damaged; it is left out
     */
    public static Mapping read(
            BootRequest request, HostFiles files, Documents documents, Reporter reporter) {
        ConfigSources sources =
                ConfigSources.read(
                        request.configFiles(),
                        request.environmentConfig(),
                        files,
                        documents,
                        reporter);
        return sources.merged(List.of(), Mapping.EMPTY, reporter);
    }
}
