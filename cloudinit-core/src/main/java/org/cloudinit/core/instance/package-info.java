/**
 * The life of an instance on this disk: folders, the cached record of the data source, the link to
 * the current instance, what was there before, what ran once, and {@code instance-data.json}.
 *
 * <ul>
 *   <li>{@link org.cloudinit.core.instance.FileSystemSetup} sub-stage 3
 *   <li>{@link org.cloudinit.core.instance.CacheTrust} sub-stage 4
 *   <li>{@link org.cloudinit.core.instance.InstanceCache} the record, as versioned JSON
 *   <li>{@link org.cloudinit.core.instance.InstanceBinding} sub-stage 6
 *   <li>{@link org.cloudinit.core.instance.InstanceDataFile} what templates and {@code query} read
 *   <li>{@link org.cloudinit.core.instance.Semaphores} what ran once
 *   <li>{@link org.cloudinit.core.instance.ForeignNetwork} whose network the disk has
 * </ul>
 */
@NullMarked
package org.cloudinit.core.instance;

import org.jspecify.annotations.NullMarked;
