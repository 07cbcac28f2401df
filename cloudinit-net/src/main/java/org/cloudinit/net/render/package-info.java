/**
 * What renderers share. A renderer is stateless: {@link StateRenderer} gives it a {@link
 * LossLedger} for the state, through which it takes every value while it writes, and puts {@link
 * LossLedger#losses()} into its {@link org.cloudinit.api.network.Rendering}. What it does not take
 * is reported as lost.
 *
 * <pre>
 * if (link.mtu() != null) {
 *     line("mtu", ledger.text(link.mtu()));
 * }
 * </pre>
 */
@NullMarked
package org.cloudinit.net.render;

import org.jspecify.annotations.NullMarked;
