package org.cloudinit.core.module;

import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.spi.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a module list.
 *
 * @param name as written, which names its semaphore and its events
 * @param frequency how often it runs, or null: as the module itself says
 * @param arguments what it is given
 */
record ModuleEntry(String name, @Nullable Frequency frequency, List<ConfigTree> arguments) {
    ModuleEntry {
        arguments = List.copyOf(arguments);
    }

    /** The name as a module has it: underscores, without {@code .py} ({@code form_module_name}). */
    String canonicalName() {
        String canonical = name.strip().replace('-', '_');
        return canonical.endsWith(".py")
                ? canonical.substring(0, canonical.length() - ".py".length())
                : canonical;
    }
}
