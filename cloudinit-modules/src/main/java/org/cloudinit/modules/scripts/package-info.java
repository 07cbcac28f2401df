/**
 * Modules that run what users wrote: {@link org.cloudinit.modules.scripts.Bootcmd} at once, {@link
 * org.cloudinit.modules.scripts.Runcmd} by way of a script, the others the scripts of a folder.
 */
@NullMarked
package org.cloudinit.modules.scripts;

import org.jspecify.annotations.NullMarked;
