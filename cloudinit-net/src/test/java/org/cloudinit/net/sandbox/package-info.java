/** Machines made of real files in temporary folders, and the rows of the conformance corpus. */
@NullMarked
package org.cloudinit.net.sandbox;

import org.jspecify.annotations.NullMarked;
