/** Tests of the packages: what they hold, what it says, and what of it runs. */
@NullMarked
package org.cloudinit.dist.packaging;

import org.jspecify.annotations.NullMarked;
