/**
 * Any bytes, given to every reader of this module. A target throws where anything but the
 * documented {@link org.cloudinit.api.report.MalformedException} comes out of a reader; {@code
 * scripts/fuzz} runs one for long.
 */
@NullMarked
package org.cloudinit.net.fuzz;

import org.jspecify.annotations.NullMarked;
