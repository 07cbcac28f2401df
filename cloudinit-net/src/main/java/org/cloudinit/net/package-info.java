/**
 * Network configuration in, rendered files out. Reads the host, never writes to it.
 *
 * <pre>
 * NetworkConversion   start here: read, check, convert
 *   NetworkForm       what can be read = YAML | NETWORK_DATA | ENI
 *   RenderTarget      renderer, distribution, links and files that it is rendered for
 * </pre>
 *
 * <p>A configuration becomes files in three lines:
 *
 * {@snippet :
 * NetworkConfig config = NetworkConversion.read(bytes, "network-config");
 * RenderTarget target = RenderTarget.of("netplan", "ubuntu", new NicInventory(List.of()));
 * Rendering rendering = NetworkConversion.convert(config, target, reporter);
 * }
 *
 * <p>Input that cannot be understood is a {@link org.cloudinit.api.report.MalformedException} with
 * its place; what the files do not express is in the rendering's {@linkplain
 * org.cloudinit.api.network.Rendering#losses() losses}. Behind this package: {@code source} (who
 * speaks, which form), {@code openstack}, {@code eni}, {@code interpret} (document to state),
 * {@code nic} (the machine's links), and one package for each renderer.
 */
@NullMarked
package org.cloudinit.net;

import org.jspecify.annotations.NullMarked;
