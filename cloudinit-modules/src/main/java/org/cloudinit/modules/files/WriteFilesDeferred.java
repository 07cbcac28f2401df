package org.cloudinit.modules.files;

import java.util.Set;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/**
 * {@code write_files_deferred}: the files with {@code defer}, in the last stage, when their owners
 * and the packages around them are there ({@code cc_write_files_deferred}).
 */
public final class WriteFilesDeferred implements ConfigModule {
    /** Made by the module system. */
    public WriteFilesDeferred() {}

    @Override
    public String name() {
        return "write_files_deferred";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> keys() {
        return Set.of("write_files");
    }

    @Override
    public Outcome run(ModuleContext context) {
        return new FileWriting(context).run(true);
    }
}
