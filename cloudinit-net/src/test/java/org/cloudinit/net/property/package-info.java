/**
 * What holds for every network configuration, tried on random ones: nothing is lost without a word,
 * own output passes own validation, and the programs that read it accept it.
 */
@NullMarked
package org.cloudinit.net.property;

import org.jspecify.annotations.NullMarked;
