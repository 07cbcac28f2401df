/** JSON Patch (RFC 6902) and JSON Pointer (RFC 6901) on configuration trees. */
@NullMarked
package org.cloudinit.config.patch;

import org.jspecify.annotations.NullMarked;
