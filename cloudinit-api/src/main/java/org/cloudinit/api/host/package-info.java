/**
 * The machine, as ports. {@link HostFiles} reads, {@link HostRoot} also writes; both take absolute
 * paths of the machine and look them up under the chosen root folder, so that the whole stage runs
 * on any folder. {@link Mounter}, {@link NetLinks} and {@link ProcessRunner} are the other effects.
 * {@link RenderedFile} is a file as data, before anything is written.
 */
@NullMarked
package org.cloudinit.api.host;

import org.jspecify.annotations.NullMarked;
