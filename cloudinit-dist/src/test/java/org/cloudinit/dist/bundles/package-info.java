/**
 * What the packaged jars promise, held against golden files: the module descriptor, the OSGi
 * manifest and the public API of every module. {@code scripts/update-goldens} writes the files
 * anew.
 */
@NullMarked
package org.cloudinit.dist.bundles;

import org.jspecify.annotations.NullMarked;
