/**
 * What a machine tells when no stage runs: {@link org.cloudinit.core.state.MachineConfig} is its
 * configuration, {@link org.cloudinit.core.state.MachineStatus} how far its boot is, {@link
 * org.cloudinit.core.state.InstanceFacts} what is known of its instance; {@link
 * org.cloudinit.core.state.Cleaning} takes all of it away. State that is damaged is reported and
 * counts as absent.
 */
@NullMarked
package org.cloudinit.core.state;

import org.jspecify.annotations.NullMarked;
