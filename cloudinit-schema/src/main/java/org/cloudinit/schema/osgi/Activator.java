package org.cloudinit.schema.osgi;

import org.cloudinit.api.spi.ConfigSchema;
import org.cloudinit.schema.PublishedSchema;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers what this bundle brings: the same that {@code module-info} provides. */
public final class Activator implements BundleActivator {
    /** Made by the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        context.registerService(ConfigSchema.class, new PublishedSchema(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes back what was registered.
    }
}
