/**
 * The real ports: the machine's files under a root folder, its programs, links and mounts.
 *
 * <ul>
 *   <li>{@link org.cloudinit.core.host.MachineHost} puts the ports together; start here.
 *   <li>{@link org.cloudinit.core.host.FolderFiles} reads, {@link
 *       org.cloudinit.core.host.FolderRoot} writes. Both look paths up with {@link
 *       org.cloudinit.core.host.RootedPaths}, which follows links as {@code chroot} would.
 *   <li>What a write waits for: {@link org.cloudinit.core.host.Replacements} for the content before
 *       it has its name, {@link org.cloudinit.core.host.FolderSyncs} for the names, {@link
 *       org.cloudinit.core.host.BulkWrites} for the contents of thousands of files at once.
 *   <li>{@link org.cloudinit.core.host.FileSteps} are the single system calls of a write, apart so
 *       that a test can fail or stop at each of them.
 *   <li>{@link org.cloudinit.core.host.LocalProcesses}, {@link
 *       org.cloudinit.core.host.MountProgram} and {@link org.cloudinit.core.host.IpLinks} start
 *       programs. Under another root folder than {@code /} {@link
 *       org.cloudinit.core.host.NotedProcesses} stands in their place: it writes down what would
 *       have been run.
 * </ul>
 */
@NullMarked
package org.cloudinit.core.host;

import org.jspecify.annotations.NullMarked;
