import org.jspecify.annotations.NullMarked;

/**
 * Sandboxed hosts, golden trees and contract tests for modules of cloudinit and for bundles of
 * others.
 */
@NullMarked
module org.cloudinit.testkit {
    requires org.cloudinit.api;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;
}
