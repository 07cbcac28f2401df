package org.cloudinit.net.osgi;

import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.net.eni.EniRenderer;
import org.cloudinit.net.netplan.NetplanRenderer;
import org.cloudinit.net.networkd.NetworkdRenderer;
import org.cloudinit.net.networkmanager.NetworkManagerRenderer;
import org.cloudinit.net.source.HostNetworkPlanner;
import org.cloudinit.net.sysconfig.SysconfigRenderer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers what this bundle brings: the same that {@code module-info} provides. */
public final class Activator implements BundleActivator {
    /** Made by the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        context.registerService(NetworkPlanner.class, new HostNetworkPlanner(), null);
        context.registerService(NetworkRenderer.class, new EniRenderer(), null);
        context.registerService(NetworkRenderer.class, new NetplanRenderer(), null);
        context.registerService(NetworkRenderer.class, new NetworkManagerRenderer(), null);
        context.registerService(NetworkRenderer.class, new NetworkdRenderer(), null);
        context.registerService(NetworkRenderer.class, new SysconfigRenderer(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes back what was registered.
    }
}
