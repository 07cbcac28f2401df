/**
 * What both formats share: from bytes to characters, Python's number forms, and the account of
 * nodes.
 */
@NullMarked
package org.cloudinit.config.text;

import org.jspecify.annotations.NullMarked;
