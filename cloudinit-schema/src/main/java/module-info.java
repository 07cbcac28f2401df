import org.jspecify.annotations.NullMarked;

/**
 * The check of cloud-config documents against the schema that the original publishes. A module of
 * its own, reached as a service, so that a boot without cloud-config reads nothing of it.
 *
 * <p>The JSON-schema library has no descriptor of its own; when the image is linked it is given
 * one.
 */
@NullMarked
@SuppressWarnings("requires-automatic")
module org.cloudinit.schema {
    requires transitive org.cloudinit.api;
    requires org.cloudinit.config;
    requires json.schema;
    requires static org.apache.felix.framework;
    requires static org.jspecify;

    exports org.cloudinit.schema;
    exports org.cloudinit.schema.osgi to
            org.apache.felix.framework;

    provides org.cloudinit.api.spi.ConfigSchema with
            org.cloudinit.schema.PublishedSchema;
}
