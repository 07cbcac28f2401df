/**
 * systemd-networkd: a {@code .network} file for each device, and a {@code .netdev} file for each
 * that has to be made, in {@code /etc/systemd/network}.
 *
 * <pre>
 * Interpreted(state) ──> Topology ──┬─> NetworkFile ──> UnitFile     addresses, routes, DNS, DHCP
 *                                   └─> NetdevFile  ──> UnitFile     VLANs, bonds, bridges
 * </pre>
 *
 * <p>The behaviour is that of {@code cloudinit/net/networkd.py}: sections sorted by name, lines
 * sorted within them. Which parameters networkd has is in the tables {@link
 * org.cloudinit.net.networkd.BondKey} and {@link org.cloudinit.net.networkd.BridgeKey}.
 */
@NullMarked
package org.cloudinit.net.networkd;

import org.jspecify.annotations.NullMarked;
