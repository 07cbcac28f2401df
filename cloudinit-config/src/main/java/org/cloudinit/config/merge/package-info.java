/** The original's mergers: how their rules are written, and what each does. */
@NullMarked
package org.cloudinit.config.merge;

import org.jspecify.annotations.NullMarked;
