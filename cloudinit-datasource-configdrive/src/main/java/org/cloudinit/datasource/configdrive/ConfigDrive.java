package org.cloudinit.datasource.configdrive;

import java.util.Set;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.Dependency;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.api.spi.UpdateEvent;
import org.jspecify.annotations.Nullable;

/**
 * The config drive ({@code DataSourceConfigDrive} of the original): an instance's data on a disk or
 * in a folder, read before there is any network.
 */
public final class ConfigDrive implements DataSource {
    static final String NAME = "ConfigDrive";

    /** For {@link java.util.ServiceLoader}. */
    public ConfigDrive() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Dependency> dependencies() {
        return Set.of(Dependency.FILESYSTEM);
    }

    /**
     * Looks for a drive in the seed folder, in {@code /config-drive} and on block devices, or in
     * the one image that was named. A drive whose mode is {@code disabled} leaves the instance to
     * other sources.
     */
    @Override
    public Detection detect(SearchContext context) {
        var search = new DriveSearch(context);
        DriveSearch.Hit hit = search.run();
        if (hit == null) {
            return search.nothing();
        }
        Drive drive = hit.drive();
        DsMode mode = InstanceAssembly.mode(drive, context.settings(), context.reporter());
        return switch (mode) {
            case LOCAL, NET ->
                    new Detection.Found(
                            InstanceAssembly.data(drive, mode, hit.source(), hit.disk()));
            case DISABLED ->
                    new Detection.Absent("the drive in " + hit.source() + " is disabled by dsmode");
        };
    }

    /**
     * Nova takes the DMI system UUID for the instance's, so a machine knows itself again, also when
     * its drive is gone. Where clones share a UUID, {@code check_instance_id: false} under {@code
     * datasource.ConfigDrive} has the drive read on every boot.
     */
    @Override
    public boolean confirms(InstanceData cached, SearchContext context) {
        if (!context.settings().flag("check_instance_id", true)) {
            return false;
        }
        String uuid = context.systemUuid();
        return uuid != null && uuid.equalsIgnoreCase(cached.id().value());
    }

    /** The drive's word on the network, as it was found. */
    @Override
    public @Nullable NetworkConfig network(
            InstanceData data, NicInventory nics, Reporter reporter) {
        NetworkStatement said = data.network();
        return said == null ? null : said.asConfig();
    }

    @Override
    public Set<UpdateEvent> supportedUpdates() {
        return Set.of(UpdateEvent.values());
    }

    @Override
    public Set<UpdateEvent> defaultUpdates() {
        return Set.of(UpdateEvent.BOOT_NEW_INSTANCE);
    }
}
