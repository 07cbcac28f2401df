/**
 * Packages of the distribution: {@link org.cloudinit.modules.packages.PackageUpdateUpgradeInstall},
 * and {@link org.cloudinit.modules.packages.PackageInstaller} for modules that need one.
 */
@NullMarked
package org.cloudinit.modules.packages;

import org.jspecify.annotations.NullMarked;
