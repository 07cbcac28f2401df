/** ISO9660 and FAT, read within bounds from a block device or an image file, without mounting. */
@NullMarked
package org.cloudinit.media;

import org.jspecify.annotations.NullMarked;
