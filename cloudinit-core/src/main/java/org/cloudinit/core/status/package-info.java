/**
 * {@code status.json}: what {@code cloud-init status} reads, from the first moment of the stage.
 */
@NullMarked
package org.cloudinit.core.status;

import org.jspecify.annotations.NullMarked;
