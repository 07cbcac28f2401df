/**
 * Commands on a machine's state: {@code status}, {@code query}, {@code cloud-id}, {@code clean}.
 * What they read and decide is in {@code org.cloudinit.core.state}; here it is printed.
 */
package org.cloudinit.dist.state;
