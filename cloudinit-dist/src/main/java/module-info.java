import org.jspecify.annotations.NullMarked;

/** The launcher: the command line, the wiring of all modules, and the process's exit. */
@NullMarked
module org.cloudinit.dist {
    requires org.cloudinit.api;
    requires org.cloudinit.config;
    requires org.cloudinit.core;
    requires org.cloudinit.media;
    requires org.cloudinit.net;
    requires org.cloudinit.datasource.configdrive;
    requires org.cloudinit.datasource.nocloud;
    requires org.cloudinit.handlers;
    // A smaller image leaves it out.
    requires static org.cloudinit.modules;
    // Found by its service, at the first cloud-config; a smaller image leaves it out.
    requires static org.cloudinit.schema;
    // Found by its service, at the first template.
    requires static org.cloudinit.jinja;
    requires org.cloudinit.bundles;
    requires org.slf4j;
    requires static org.jspecify;

    uses org.cloudinit.api.spi.ConfigModule;
    uses org.cloudinit.api.spi.ConfigSchema;
    uses org.cloudinit.api.spi.DataSource;
    uses org.cloudinit.api.spi.NetworkPlanner;
    uses org.cloudinit.api.spi.NetworkRenderer;
    uses org.cloudinit.api.spi.PartHandler;
    uses org.cloudinit.api.spi.PartHandlerLoader;
    uses org.cloudinit.api.spi.TemplateEngine;
}
