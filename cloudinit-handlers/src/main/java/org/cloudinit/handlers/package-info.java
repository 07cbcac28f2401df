/** One part handler per content type of user-data. */
@NullMarked
package org.cloudinit.handlers;

import org.jspecify.annotations.NullMarked;
