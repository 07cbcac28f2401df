/**
 * Sub-stage 5: the instance's data, from the cache if it still holds, else from the first data
 * source that is here. Every candidate and the reason for its fate go into the decision record.
 */
@NullMarked
package org.cloudinit.core.source;

import org.jspecify.annotations.NullMarked;
