package org.cloudinit.core.status;

import org.jspecify.annotations.Nullable;

/**
 * A stage of the boot, by all its names.
 *
 * @param status its name in {@code status.json}, or null where it leaves nothing there
 * @param event the event that all others of it are parts of
 * @param description what that event says
 * @param title its name in the greeting
 * @param section its name in {@code output} and in the names of the module lists
 */
public record BootStage(
        @Nullable String status, String event, String description, String title, String section) {
    /** {@code init --local}. */
    public static final BootStage INIT_LOCAL =
            new BootStage(
                    "init-local",
                    "init-local",
                    "searching for local datasources",
                    "init-local",
                    "init");

    /** {@code init}. */
    public static final BootStage INIT =
            new BootStage(
                    "init", "init-network", "searching for network datasources", "init", "init");

    /**
     * {@code modules --mode MODE}.
     *
     * @param mode {@code init}, {@code config} or {@code final}
     */
    public static BootStage modules(String mode) {
        return new BootStage(
                mode.equals("init") ? null : "modules-" + mode,
                "modules-" + mode,
                "running modules for " + mode,
                "modules:" + mode,
                mode);
    }

    /**
     * {@code single --name NAME}.
     *
     * @param module name as given
     */
    public static BootStage single(String module) {
        return new BootStage(
                null, "single/" + module, "running single module " + module, "single", "");
    }

    /** The key of the configuration that lists its modules. */
    public String modulesKey() {
        return "cloud_" + section + "_modules";
    }

    /** Whether it is the first stage of a boot. */
    public boolean isFirst() {
        return equals(INIT_LOCAL);
    }

    /** Whether it is the last stage of a boot, which leaves the result. */
    public boolean isLast() {
        return "modules-final".equals(status);
    }
}
