/**
 * What a bundle may see: the data of the Local stage and the service interfaces through which data
 * sources, part handlers, config modules and network renderers take part in it.
 *
 * <p>Start with {@link org.cloudinit.api.spi.DataSource} to write a data source, with {@link
 * org.cloudinit.api.spi.NetworkRenderer} to write a renderer. Nothing in this module reads or
 * writes the machine: effects go through the ports of {@link org.cloudinit.api.host}, whose
 * implementations live in {@code org.cloudinit.core}.
 */
module org.cloudinit.api {
    requires static transitive org.jspecify;

    exports org.cloudinit.api.config;
    exports org.cloudinit.api.distro;
    exports org.cloudinit.api.host;
    exports org.cloudinit.api.instance;
    exports org.cloudinit.api.network;
    exports org.cloudinit.api.report;
    exports org.cloudinit.api.spi;
}
