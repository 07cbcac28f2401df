/**
 * The machine's links, read from sysfs into records, and what follows from them: which link the
 * fallback uses, and how links get the names of a configuration.
 *
 * <pre>
 * SysfsLinks    /sys/class/net              → NicInventory
 * FallbackLink  NicInventory                → the likeliest link, with a score and a reason
 * WantedLink    NetworkConfig               → the links that it names by address
 * RenamePlan    WantedLink*, NicInventory   → steps in the order in which they must be done
 * </pre>
 *
 * Reads, never writes; an address is never the key of a link.
 */
@NullMarked
package org.cloudinit.net.nic;

import org.jspecify.annotations.NullMarked;
