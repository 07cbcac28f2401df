package org.cloudinit.datasource.nocloud.osgi;

import org.cloudinit.api.spi.DataSource;
import org.cloudinit.datasource.nocloud.NoCloud;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers what this bundle brings: the same that {@code module-info} provides. */
public final class Activator implements BundleActivator {
    /** Made by the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        context.registerService(DataSource.class, new NoCloud(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes back what was registered.
    }
}
