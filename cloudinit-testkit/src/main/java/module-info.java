import org.jspecify.annotations.NullMarked;

/**
 * Sandboxed hosts, golden trees and contract tests, for modules of cloudinit and for bundles of
 * others. Test code only; nothing that runs on a machine needs it.
 */
@NullMarked
module org.cloudinit.testkit {
    requires transitive org.cloudinit.api;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports org.cloudinit.testkit;
}
