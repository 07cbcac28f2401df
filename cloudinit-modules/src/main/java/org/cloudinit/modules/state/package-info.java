/**
 * What a machine keeps between boots: entropy ({@link org.cloudinit.modules.state.SeedRandom}), and
 * the semaphores of older versions ({@link org.cloudinit.modules.state.Migrator}).
 */
@NullMarked
package org.cloudinit.modules.state;

import org.jspecify.annotations.NullMarked;
