/**
 * The program. {@link org.cloudinit.dist.Main} is the entry and the only place that ends the
 * process; {@link org.cloudinit.dist.CommandLine} says what was asked for; {@link
 * org.cloudinit.dist.InitCommand} runs the stage, {@link org.cloudinit.dist.Commands} lists
 * everything else, which is in a package for each family; {@link org.cloudinit.dist.Wiring}
 * collects what takes part.
 *
 * <p>Nothing here knows how a stage works, and {@code org.cloudinit.core} does not know how it was
 * put together.
 */
package org.cloudinit.dist;
