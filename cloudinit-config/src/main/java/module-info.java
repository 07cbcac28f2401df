import org.jspecify.annotations.NullMarked;

/**
 * The text formats of cloud-init: YAML 1.1 and JSON in, with the origin of each value; YAML and
 * JSON out in the original's style; and the mergers.
 */
@NullMarked
module org.cloudinit.config {
    requires org.cloudinit.api;
    requires org.yaml.snakeyaml;
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;
}
