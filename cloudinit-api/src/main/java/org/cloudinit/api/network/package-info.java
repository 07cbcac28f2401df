/**
 * The network as data, from the document to the files:
 *
 * <pre>
 * NetworkConfig = V1 | V2 | Eni | NetworkData | Disabled    what a source said, as written
 * RendererInput = Interpreted(state) | Verbatim   what a renderer gets
 * Rendering     = files, removals, losses         what a renderer answers
 * NicInventory  = Nic*                            what the machine has
 * </pre>
 *
 * <p>An interpreted document, which six very different network services must be able to be written
 * from to the byte:
 *
 * <pre>
 * NetworkState  = version, Device*, Route*, Dns, Node*     Dns: of the machine
 * Device        = Physical | Loopback | Infiniband | Bond(members) | Bridge(ports)
 *               | Vlan(id, parent) | Undescribed           each with a Link
 * Link          = id, name, mac, mtu, …, Subnet*, Dns, Parameter*, Membership?, Matching,
 *                 DhcpOverrides, RoutingPolicy*            Dns: of this device
 * Subnet        = Method, Address?, gateway?, …, Route*, Dns        Dns: of this subnet
 * Route         = network/prefix, gateway?, metric?, table?, mtu?, …
 * Setting       = scalar as written, Node                  one value
 * Parameter     = name, LinkParameter?, value, Node        one row of params/parameters
 * Node          = place in the document, number
 * </pre>
 *
 * <p><b>Accounting.</b> Every node of the document that means something has a number. A renderer
 * ticks off the nodes that its files express; those that are left are its {@link
 * org.cloudinit.api.network.Loss losses}. So a setting that a renderer's author did not think of is
 * named in the report, not dropped. What the interpretation itself cannot understand is in {@link
 * org.cloudinit.api.network.NetworkState#ignored()}.
 *
 * <p>Names: {@code id} is how devices of the document refer to each other, {@code name} is what the
 * link is called. Both are the same in version 1.
 */
@NullMarked
package org.cloudinit.api.network;

import org.jspecify.annotations.NullMarked;
