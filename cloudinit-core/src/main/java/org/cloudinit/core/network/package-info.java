/**
 * The network act between sub-stages 6 and 7: whether anything is to be written ({@link
 * org.cloudinit.core.network.UpdateRules}), the writing ({@link
 * org.cloudinit.core.network.NetworkAct}), and whether the network stage has to wait for the
 * network ({@link org.cloudinit.core.network.NetworkNeed}). What is written comes from the planner.
 */
@NullMarked
package org.cloudinit.core.network;

import org.jspecify.annotations.NullMarked;
