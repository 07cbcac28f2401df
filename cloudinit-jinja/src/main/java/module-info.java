import org.jspecify.annotations.NullMarked;

/**
 * Jinja templates. Loaded at the first template only: nothing else requires this module, it is
 * reached as a service.
 */
@NullMarked
module org.cloudinit.jinja {
    requires org.cloudinit.api;
    requires static org.apache.felix.framework;
    requires static org.jspecify;

    exports org.cloudinit.jinja.osgi to
            org.apache.felix.framework;

    provides org.cloudinit.api.spi.TemplateEngine with
            org.cloudinit.jinja.JinjaEngine;
}
