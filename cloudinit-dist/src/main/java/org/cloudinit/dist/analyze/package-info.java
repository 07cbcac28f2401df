/**
 * {@code analyze}: what the log says of a boot's times. {@link org.cloudinit.dist.analyze.LogLine}
 * makes events of lines, {@link org.cloudinit.dist.analyze.BootRecords} makes records of events.
 */
package org.cloudinit.dist.analyze;
