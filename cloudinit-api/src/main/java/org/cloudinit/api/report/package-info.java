/**
 * What went wrong and what was decided, as data. A {@link Problem} names the act, the file or
 * device, the place, a stable code and a remedy; a {@link Decision} names the candidates of a
 * choice, the winner and the reason. A {@link Secret} never prints.
 */
@NullMarked
package org.cloudinit.api.report;

import org.jspecify.annotations.NullMarked;
