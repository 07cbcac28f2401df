import org.jspecify.annotations.NullMarked;

/**
 * The check of cloud-config documents against the schema that the original publishes. A module of
 * its own, so that a boot, which checks nothing, reads nothing of it.
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
    requires static org.jspecify;

    exports org.cloudinit.schema;
}
