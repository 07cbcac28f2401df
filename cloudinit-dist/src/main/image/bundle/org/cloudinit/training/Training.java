package org.cloudinit.training;

import java.util.Set;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.Dependency;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.api.spi.UpdateEvent;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle with a data source that finds nothing, for the training of the cache. */
public final class Training implements DataSource, BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(DataSource.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public String name() {
        return "Training";
    }

    @Override
    public Set<Dependency> dependencies() {
        return Set.of(Dependency.FILESYSTEM);
    }

    @Override
    public Detection detect(SearchContext context) {
        return new Detection.Absent("this machine is for training alone");
    }

    @Override
    public boolean confirms(InstanceData cached, SearchContext context) {
        return false;
    }

    @Override
    public NetworkConfig network(InstanceData data, NicInventory nics, Reporter reporter) {
        return null;
    }

    @Override
    public Set<UpdateEvent> supportedUpdates() {
        return Set.of();
    }

    @Override
    public Set<UpdateEvent> defaultUpdates() {
        return Set.of();
    }
}
