/**
 * One suite of the stage, {@link org.cloudinit.dist.hosts.StageSuite}, in three hosts: the image,
 * the image on a machine with a bundle, and a plain OSGi framework.
 */
@NullMarked
package org.cloudinit.dist.hosts;

import org.jspecify.annotations.NullMarked;
