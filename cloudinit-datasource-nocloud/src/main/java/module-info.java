import org.cloudinit.api.spi.DataSource;
import org.cloudinit.datasource.nocloud.NoCloud;
import org.jspecify.annotations.NullMarked;

/**
 * Seeds as a data source: what an instance is to be, in four files in a folder or on a disk, for
 * machines without a cloud around them. {@code NoCloud} is where to start reading.
 */
@NullMarked
module org.cloudinit.datasource.nocloud {
    requires org.cloudinit.api;
    requires org.cloudinit.media;
    requires static org.apache.felix.framework;
    requires static org.jspecify;

    exports org.cloudinit.datasource.nocloud.osgi to
            org.apache.felix.framework;

    provides DataSource with
            NoCloud;
}
