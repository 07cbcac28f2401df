package org.cloudinit.core.module;

import java.util.List;
import java.util.Locale;
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
    private static final String PREFIX = "cc_";
    private static final String SUFFIX = ".py";

    ModuleEntry {
        arguments = List.copyOf(arguments);
    }

    /**
     * The name as a module has it: {@code write_files} for {@code write-files}, {@code
     * cc_write_files} and {@code cc_write_files.py} ({@code form_module_name}).
     */
    String canonicalName() {
        String canonical = name.replace('-', '_');
        if (canonical.toLowerCase(Locale.ROOT).endsWith(SUFFIX)) {
            canonical = canonical.substring(0, canonical.length() - SUFFIX.length());
        }
        canonical = canonical.strip();
        canonical = canonical.startsWith(PREFIX) ? canonical.substring(PREFIX.length()) : canonical;
        return canonical.equals("ubuntu_advantage") ? "ubuntu_pro" : canonical;
    }
}
