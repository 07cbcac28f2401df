/**
 * NetworkManager: a keyfile for each device, and the default for IPv6 addresses.
 *
 * <pre>
 * Interpreted(state) ──> Profiles ──┬─> Profile           sections and options in order of their setting
 *                                   ├─> IpSettings        [ipv4], [ipv6]
 *                                   └─> KindSettings      [ethernet], [bond], [bridge], [vlan], [infiniband]
 * </pre>
 *
 * <p>The behaviour is that of {@code cloudinit/net/network_manager.py}. Files are named after the
 * id of the device, profiles after its name; the id of a profile follows from the name, so that a
 * profile can refer to one that is written later. NetworkManager has no routes of the whole
 * machine: they are reported as lost.
 */
@NullMarked
package org.cloudinit.net.networkmanager;

import org.jspecify.annotations.NullMarked;
