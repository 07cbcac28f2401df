/**
 * IP addresses and networks as text and bits, by the rules of Python's {@code ipaddress}, which the
 * reference reads them with. The JDK's own classes are stricter here, laxer there, and cost a boot
 * several milliseconds.
 */
@NullMarked
package org.cloudinit.net.address;

import org.jspecify.annotations.NullMarked;
