/**
 * One part handler per content type of user-data: {@link
 * org.cloudinit.handlers.CloudConfigHandler}, {@link org.cloudinit.handlers.ShellScriptHandler},
 * {@link org.cloudinit.handlers.FrequencyScriptHandler}, {@link
 * org.cloudinit.handlers.BoothookHandler}. Handlers that the machine or its user-data bring are
 * made by {@link org.cloudinit.handlers.MachineHandlers}.
 *
 * <p>A handler has no state; what belongs to one walk over the parts is in its session. Handlers
 * run on every boot, and the stage decides whether there is a walk at all.
 */
@NullMarked
package org.cloudinit.handlers;

import org.jspecify.annotations.NullMarked;
