import org.jspecify.annotations.NullMarked;

/**
 * The text formats of cloud-init: YAML 1.1 and JSON in, with the origin of each value; YAML and
 * JSON out in the original's style; and the mergers.
 */
@NullMarked
module org.cloudinit.config {
    requires transitive org.cloudinit.api;
    requires com.fasterxml.jackson.core;
    requires org.yaml.snakeyaml;
    requires static org.jspecify;

    exports org.cloudinit.config;
}
