/** Interpretation and renderers against the tables of the conformance corpus: N of M per table. */
@NullMarked
package org.cloudinit.net.corpus;

import org.jspecify.annotations.NullMarked;
