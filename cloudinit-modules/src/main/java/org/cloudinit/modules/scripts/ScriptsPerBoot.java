package org.cloudinit.modules.scripts;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/** {@code scripts_per_boot}: scripts of {@code scripts/per-boot}. */
public final class ScriptsPerBoot implements ConfigModule {
    /** Made by the module system. */
    public ScriptsPerBoot() {}

    @Override
    public String name() {
        return "scripts_per_boot";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    /** Each script has its own limit. */
    @Override
    public long limitMillis() {
        return 0;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        return ScriptFolder.run(context, context.paths().scripts("per-boot"), List.of());
    }
}
