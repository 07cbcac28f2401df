package org.cloudinit.core.hostname;

import org.cloudinit.api.instance.InstanceHostname;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/** The module {@code set_hostname}: the host name once more, now that user-data is known. */
public final class SetHostname implements ConfigModule {
    @Override
    public String name() {
        return "set_hostname";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Outcome run(ModuleContext context) {
        var act =
                new HostnameAct(
                        context.config(),
                        context.distro(),
                        context.paths(),
                        context.host(),
                        context.documents());
        return act.run(
                InstanceHostname.of(
                        context.config(), context.instance().metadata(), context.host().root()));
    }
}
