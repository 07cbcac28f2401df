/** JSON as Python's {@code json} module reads and writes it. */
@NullMarked
package org.cloudinit.config.json;

import org.jspecify.annotations.NullMarked;
