import org.jspecify.annotations.NullMarked;

/**
 * Bundles that are added to a machine, or swapped while it runs. {@code BundleFolders} says which
 * jars there are and which of them may be loaded, {@code BundleRuntime} is the framework that they
 * live in, filled with the modules of the image. No boot without such a jar loads a class of this
 * module.
 */
@NullMarked
module org.cloudinit.bundles {
    requires transitive org.cloudinit.core;
    requires org.cloudinit.config;
    requires transitive org.apache.felix.framework;
    requires static org.jspecify;

    exports org.cloudinit.bundles;

    uses org.osgi.framework.connect.ConnectFrameworkFactory;
}
