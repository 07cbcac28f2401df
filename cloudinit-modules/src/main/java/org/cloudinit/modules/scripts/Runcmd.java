package org.cloudinit.modules.scripts;

import java.io.IOException;
import java.util.Set;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/**
 * {@code runcmd}: commands as a script among the user's, which {@link ScriptsUser} runs when
 * everything else is there ({@code cc_runcmd}).
 */
public final class Runcmd implements ConfigModule {
    /** Made by the module system. */
    public Runcmd() {}

    @Override
    public String name() {
        return "runcmd";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> keys() {
        return Set.of("runcmd");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        if (!context.config().has("runcmd")) {
            return new Outcome.Skipped("there is no runcmd");
        }
        String script = ShellText.of(context.config(), "runcmd");
        String path = context.paths().instanceFile("scripts/runcmd");
        context.host().root().write(RenderedFile.text(path, script, 0700));
        return new Outcome.Done();
    }
}
