import org.jspecify.annotations.NullMarked;

/** One part handler per content type of user-data. */
@NullMarked
module org.cloudinit.handlers {
    requires org.cloudinit.api;
    requires org.cloudinit.config;
    requires static org.apache.felix.framework;
    requires static org.jspecify;
}
