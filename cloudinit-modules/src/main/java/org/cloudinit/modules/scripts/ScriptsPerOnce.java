package org.cloudinit.modules.scripts;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/** {@code scripts_per_once}: scripts of {@code scripts/per-once}. */
public final class ScriptsPerOnce implements ConfigModule {
    /** Made by the module system. */
    public ScriptsPerOnce() {}

    @Override
    public String name() {
        return "scripts_per_once";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ONCE;
    }

    /** Each script has its own limit. */
    @Override
    public long limitMillis() {
        return 0;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        return ScriptFolder.run(context, context.paths().scripts("per-once"), List.of());
    }
}
