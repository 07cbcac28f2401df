/** Network configuration in, rendered files out. Reads the host, never writes to it. */
@NullMarked
package org.cloudinit.net;

import org.jspecify.annotations.NullMarked;
