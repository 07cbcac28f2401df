/**
 * The config modules, by what they work on: {@link org.cloudinit.modules.accounts}, {@link
 * org.cloudinit.modules.disks}, {@link org.cloudinit.modules.files}, {@link
 * org.cloudinit.modules.names}, {@link org.cloudinit.modules.scripts}, {@link
 * org.cloudinit.modules.state}. A module's class is named as in the module list: {@code
 * write_files} is {@code WriteFiles}. Here is what several of them share.
 *
 * <p>A module has no state. It takes its keys from the configuration, and reports an entry that it
 * cannot use without leaving out the others; every program that it starts has a time limit.
 */
@NullMarked
package org.cloudinit.modules;

import org.jspecify.annotations.NullMarked;
