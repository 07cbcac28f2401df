/** Distributions as data: one {@link DistroProfile} each, no code per distribution. */
@NullMarked
package org.cloudinit.api.distro;

import org.jspecify.annotations.NullMarked;
