package org.cloudinit.modules.scripts;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/** {@code scripts_per_instance}: scripts of {@code scripts/per-instance}. */
public final class ScriptsPerInstance implements ConfigModule {
    /** Made by the module system. */
    public ScriptsPerInstance() {}

    @Override
    public String name() {
        return "scripts_per_instance";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    /** Each script has its own limit. */
    @Override
    public long limitMillis() {
        return 0;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        return ScriptFolder.run(context, context.paths().scripts("per-instance"), List.of());
    }
}
