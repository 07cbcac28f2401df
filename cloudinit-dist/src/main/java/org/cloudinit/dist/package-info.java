/** The launcher: the command line, the wiring of all modules, and the process's exit. */
@NullMarked
package org.cloudinit.dist;

import org.jspecify.annotations.NullMarked;
