import org.jspecify.annotations.NullMarked;

/** Network configuration in, rendered files out. Reads the host, never writes to it. */
@NullMarked
module org.cloudinit.net {
    requires org.cloudinit.api;
    requires org.cloudinit.config;
    requires static org.apache.felix.framework;
    requires static org.jspecify;
}
