/**
 * Events of the log: {@code start: init-local/check-cache: …} and {@code finish: …: SUCCESS: …}, in
 * the form that the original's {@code analyze} reads.
 */
@NullMarked
package org.cloudinit.core.event;

import org.jspecify.annotations.NullMarked;
