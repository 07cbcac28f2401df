/** The config drive: candidate devices, the drive's layout, and what it says of the instance. */
@NullMarked
package org.cloudinit.datasource.configdrive;

import org.jspecify.annotations.NullMarked;
