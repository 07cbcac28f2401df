package org.cloudinit.handlers.osgi;

import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.api.spi.PartHandlerLoader;
import org.cloudinit.handlers.BoothookHandler;
import org.cloudinit.handlers.CloudConfigHandler;
import org.cloudinit.handlers.FrequencyScriptHandler;
import org.cloudinit.handlers.MachineHandlers;
import org.cloudinit.handlers.ShellScriptHandler;
import org.cloudinit.handlers.UpstartJobHandler;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers what this bundle brings: the same that {@code module-info} provides. */
public final class Activator implements BundleActivator {
    /** Made by the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        context.registerService(PartHandler.class, new CloudConfigHandler(), null);
        context.registerService(PartHandler.class, new ShellScriptHandler(), null);
        context.registerService(PartHandler.class, new FrequencyScriptHandler(), null);
        context.registerService(PartHandler.class, new BoothookHandler(), null);
        context.registerService(PartHandler.class, new UpstartJobHandler(), null);
        context.registerService(PartHandlerLoader.class, new MachineHandlers(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes back what was registered.
    }
}
