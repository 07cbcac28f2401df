/**
 * Sub-stage 10: the modules of a list, such as {@code cloud_init_modules}. {@link
 * org.cloudinit.core.module.ModuleList} reads what the configuration asks for, {@link
 * org.cloudinit.core.module.ModuleRunner} does it.
 */
@NullMarked
package org.cloudinit.core.module;

import org.jspecify.annotations.NullMarked;
