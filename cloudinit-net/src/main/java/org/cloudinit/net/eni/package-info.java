/**
 * ifupdown: {@code /etc/network/interfaces} and the udev rules that name NICs, written and read.
 *
 * <pre>
 * Interpreted(state) ──> InterfacesFile ──> DeviceStanzas ──┬─> Placement       what goes with which subnet
 *                                                           ├─> SubnetOptions   lines of a subnet
 *                                                           ├─> DeviceOptions   lines of the device
 *                                                           └─> RouteCommands   post-up, pre-down
 * Eni(text)          ──> EniReader       ──> version 1, and what it cannot say
 * </pre>
 *
 * <p>The behaviour is that of {@code cloudinit/net/eni.py}. One stanza is one subnet; what belongs
 * to the device as a whole stands in its first stanza. Routes are commands, in the language of
 * {@code ip} where the machine has it, else of {@code route}.
 */
@NullMarked
package org.cloudinit.net.eni;

import org.jspecify.annotations.NullMarked;
