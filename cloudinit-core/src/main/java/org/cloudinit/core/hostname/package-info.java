/**
 * The host name: which one the instance gets ({@link
 * org.cloudinit.core.hostname.InstanceHostname}), how this distribution keeps it ({@link
 * org.cloudinit.core.hostname.HostnameFile}), and the act ({@link
 * org.cloudinit.core.hostname.HostnameAct}), which the stage does before the network and the module
 * {@code set_hostname} does again once user-data is known.
 */
@NullMarked
package org.cloudinit.core.hostname;

import org.jspecify.annotations.NullMarked;
