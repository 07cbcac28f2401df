import org.jspecify.annotations.NullMarked;

/**
 * The Local stage: configuration, data source search, instance, network, user-data and module runs,
 * in order.
 */
@NullMarked
module org.cloudinit.core {
    requires transitive org.cloudinit.api;
    requires org.cloudinit.config;
    requires org.slf4j;
    requires static org.apache.felix.framework;
    requires static org.jspecify;

    exports org.cloudinit.core;
    exports org.cloudinit.core.identify;
    exports org.cloudinit.core.state;
    // SLF4J instantiates the class that the property slf4j.provider names by itself: no service
    // search.
    exports org.cloudinit.core.logging to
            org.slf4j;
    exports org.cloudinit.core.osgi to
            org.apache.felix.framework;

    provides org.cloudinit.api.spi.ConfigModule with
            org.cloudinit.core.hostname.SetHostname,
            org.cloudinit.core.hostname.UpdateHostname;
    provides org.slf4j.spi.SLF4JServiceProvider with
            org.cloudinit.core.logging.LogProvider;
}
