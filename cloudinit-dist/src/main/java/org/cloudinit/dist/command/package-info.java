/**
 * What every command of the program shares: {@link org.cloudinit.dist.command.Command} is one,
 * {@link org.cloudinit.dist.command.OptionTable} says which options it takes, {@link
 * org.cloudinit.dist.command.Call} is what it is called with. The commands are in a package for
 * each family, and are listed in {@code org.cloudinit.dist.Commands}.
 */
package org.cloudinit.dist.command;
