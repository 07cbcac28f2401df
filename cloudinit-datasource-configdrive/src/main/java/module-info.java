import org.jspecify.annotations.NullMarked;

/** The config drive: candidate devices, the drive's layout, and what it says of the instance. */
@NullMarked
module org.cloudinit.datasource.configdrive {
    requires org.cloudinit.api;
    requires org.cloudinit.media;
    requires static org.apache.felix.framework;
    requires static org.jspecify;
}
