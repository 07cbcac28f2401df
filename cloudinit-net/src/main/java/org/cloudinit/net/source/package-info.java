/**
 * Who says what about the network of this machine. The first source that speaks wins entirely:
 *
 * <pre>
 * kernel command line   network-config=BASE64, network-config=disabled     {@link CommandLineConfig}
 * initramfs             /run/net-*.conf, /run/net6-*.conf                  {@link InitramfsConfig}
 * system configuration  network:                                           {@link NetworkDocument}
 * data source           what the drive says
 * fallback              DHCP on the likeliest link
 * </pre>
 *
 * {@link HostNetworkPlanner} is the whole of it: inventory, choice of the source, renames, choice
 * of the renderer.
 */
@NullMarked
package org.cloudinit.net.source;

import org.jspecify.annotations.NullMarked;
