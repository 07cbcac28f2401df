/**
 * Platform detection without a shell: which data sources a machine has, before any stage runs
 * ({@code ds-identify}). {@link org.cloudinit.core.identify.Identification} decides from {@link
 * org.cloudinit.core.identify.PlatformFacts} and {@link org.cloudinit.core.identify.Policy}; {@link
 * org.cloudinit.core.identify.IdentificationFiles} writes what a systemd generator needs.
 */
@NullMarked
package org.cloudinit.core.identify;

import org.jspecify.annotations.NullMarked;
