import org.cloudinit.api.spi.DataSource;
import org.cloudinit.datasource.configdrive.ConfigDrive;
import org.jspecify.annotations.NullMarked;

/**
 * The config drive as a data source: OpenStack's way to hand an instance its data on a disk, which
 * CloudStack, oVirt and others use too. {@code ConfigDrive} is where to start reading.
 */
@NullMarked
module org.cloudinit.datasource.configdrive {
    requires org.cloudinit.api;
    requires org.cloudinit.media;
    requires static org.apache.felix.framework;
    requires static org.jspecify;

    exports org.cloudinit.datasource.configdrive.osgi to
            org.apache.felix.framework;

    provides DataSource with
            ConfigDrive;
}
