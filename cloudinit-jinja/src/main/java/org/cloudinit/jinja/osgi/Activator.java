package org.cloudinit.jinja.osgi;

import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.jinja.JinjaEngine;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers what this bundle brings: the same that {@code module-info} provides. */
public final class Activator implements BundleActivator {
    /** Made by the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        context.registerService(TemplateEngine.class, new JinjaEngine(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes back what was registered.
    }
}
