package org.cloudinit.core.osgi;

import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.core.hostname.SetHostname;
import org.cloudinit.core.hostname.UpdateHostname;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers what this bundle brings: the same that {@code module-info} provides. */
public final class Activator implements BundleActivator {
    /** Made by the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        context.registerService(ConfigModule.class, new SetHostname(), null);
        context.registerService(ConfigModule.class, new UpdateHostname(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes back what was registered.
    }
}
