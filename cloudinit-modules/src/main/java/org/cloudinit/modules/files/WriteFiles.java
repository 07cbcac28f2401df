package org.cloudinit.modules.files;

import java.util.Set;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/** {@code write_files}: files of the configuration ({@code cc_write_files}). */
public final class WriteFiles implements ConfigModule {
    /** Made by the module system. */
    public WriteFiles() {}

    @Override
    public String name() {
        return "write_files";
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
        return new FileWriting(context).run(false);
    }
}
