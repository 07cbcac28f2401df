/**
 * Disks: {@link org.cloudinit.modules.disks.DiskSetup} divides them and makes file systems, {@link
 * org.cloudinit.modules.disks.Growpart} and {@link org.cloudinit.modules.disks.Resizefs} give the
 * root file system the whole disk, {@link org.cloudinit.modules.disks.Mounts} keeps {@code
 * /etc/fstab} and makes the swap file.
 */
@NullMarked
package org.cloudinit.modules.disks;

import org.jspecify.annotations.NullMarked;
