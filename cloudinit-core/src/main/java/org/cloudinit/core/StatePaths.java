package org.cloudinit.core;

import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.config.ConfigSources;
import org.cloudinit.core.config.SystemConfig;
import org.jspecify.annotations.Nullable;

/** Where a machine keeps its state, for programs that read what a stage has left. */
public final class StatePaths {
    private StatePaths() {}

    /**
     * The folders that the machine's configuration names ({@code system_info.paths}); the usual
     * ones, as far as it names none or cannot be read.
     *
     * @param environmentFile configuration that the environment names, or null
     */
    public static CloudPaths of(HostFiles root, @Nullable String environmentFile) {
        ConfigSources sources =
                ConfigSources.read(
                        List.of(), environmentFile, root, new TextDocuments(), new Silent());
        return new SystemConfig(sources.merged(List.of(), Mapping.EMPTY, new Silent())).paths();
    }

    /** The stage reports what is wrong with the configuration; here it is asked for paths alone. */
    private static final class Silent implements Reporter {
        @Override
        public void report(Problem problem) {}

        @Override
        public void decided(Decision decision) {}
    }
}
