/**
 * Start at {@link org.cloudinit.bundles.BundleRuntime}. From a folder to the stage a bundle goes
 * this way: {@link org.cloudinit.bundles.BundleFolders} finds the jar, {@link
 * org.cloudinit.bundles.TrustRule} judges it, {@link org.cloudinit.bundles.BundleFile} says what it
 * calls itself, and the runtime installs it beside the modules of the image, which {@link
 * org.cloudinit.bundles.ImageModules} serves to the framework as bundles.
 */
@NullMarked
package org.cloudinit.bundles;

import org.jspecify.annotations.NullMarked;
