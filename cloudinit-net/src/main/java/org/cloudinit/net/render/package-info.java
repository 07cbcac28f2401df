/**
 * What renderers share. A renderer is stateless: it makes a {@link LossLedger} for the state it is
 * given, takes every value through it while it writes, and puts {@link LossLedger#losses()} into
 * its {@link org.cloudinit.api.network.Rendering}. What it does not take is reported as lost.
 *
 * <pre>
 * var ledger = new LossLedger("eni", state);
 * if (link.mtu() != null) {
 *     line("mtu", ledger.text(link.mtu()));
 * }
 * </pre>
 */
@NullMarked
package org.cloudinit.net.render;

import org.jspecify.annotations.NullMarked;
