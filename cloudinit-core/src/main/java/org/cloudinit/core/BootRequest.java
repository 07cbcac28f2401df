package org.cloudinit.core;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of the stage asks for.
 *
 * @param configFiles further configuration files ({@code --file}), the first the strongest; paths
 *     of the machine
 * @param environmentConfig file named by the environment variable {@code CLOUD_CFG}, or null
 * @param force go on without a data source ({@code --force})
 * @param debug log everything to standard error too ({@code --debug})
 * @param keepOutput leave standard output and error where they are, whatever {@code output} says
 *     ({@code _CLOUD_INIT_SAVE_STDOUT} of the environment)
 * @param driveImage path, in this program's own file system, of an image file that stands for the
 *     config drive ({@code --config-drive}), or null
 */
public record BootRequest(
        List<String> configFiles,
        @Nullable String environmentConfig,
        boolean force,
        boolean debug,
        boolean keepOutput,
        @Nullable String driveImage) {
    /** An ordinary boot: {@code cloud-init init --local}. */
    public static final BootRequest ORDINARY =
            new BootRequest(List.of(), null, false, false, false, null);

    public BootRequest {
        configFiles = List.copyOf(configFiles);
        for (String file : configFiles) {
            Objects.requireNonNull(file, "file");
        }
    }
}
