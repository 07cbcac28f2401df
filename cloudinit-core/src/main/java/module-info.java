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
    requires static org.jspecify;

    exports org.cloudinit.core;
}
