package org.cloudinit.modules.scripts;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/** {@code scripts_user}: the scripts of user-data, and what {@link Runcmd} left. */
public final class ScriptsUser implements ConfigModule {
    /** Made by the module system. */
    public ScriptsUser() {}

    @Override
    public String name() {
        return "scripts_user";
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
        return ScriptFolder.run(context, context.paths().instanceLink() + "/scripts", List.of());
    }
}
