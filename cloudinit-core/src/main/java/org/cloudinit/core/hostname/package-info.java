/**
 * The host name, once it is known which one the instance gets: how this distribution keeps it
 * ({@link org.cloudinit.core.hostname.DistroHostname}, {@link
 * org.cloudinit.core.hostname.HostnameFile}), and the act ({@link
 * org.cloudinit.core.hostname.HostnameAct}), which the stage does before the network and the module
 * {@code set_hostname} does again once user-data is known. The modules are here, for the stage
 * needs the act without them.
 */
@NullMarked
package org.cloudinit.core.hostname;

import org.jspecify.annotations.NullMarked;
