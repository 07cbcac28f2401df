/**
 * Files that the configuration holds: {@link org.cloudinit.modules.files.WriteFiles} before users
 * and packages are there, {@link org.cloudinit.modules.files.WriteFilesDeferred} after.
 */
@NullMarked
package org.cloudinit.modules.files;

import org.jspecify.annotations.NullMarked;
